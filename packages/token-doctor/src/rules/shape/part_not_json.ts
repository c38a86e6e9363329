import type { ShapeRule } from './shape_rule.ts'

export const PART_NOT_JSON: ShapeRule = {
  code: 'PART_NOT_JSON',
  severity: 'error',
  twilioError: 20101,
  elsewhere: { 'client-capability': 31204 },
  cause: 'The header or payload decodes to text that is no JSON.',
  example: "`{'iss': 'SK…'}`, a Python dict written as text",
  mend: 'Write header and payload with a JSON encoder.',
  *check({ header, payload }) {
    for (const { name, stage, json = '' } of [header, payload]) {
      if (stage !== 'text') continue
      const python = /^\{\s*'/.test(json) ? ': its quotes are single, as of a Python dict' : ''
      yield { claim: name, message: `the ${name} decodes to text that is no JSON${python}` }
    }
  },
}
