import type { ShapeRule } from './shape_rule.ts'

export const PART_NOT_OBJECT: ShapeRule = {
  code: 'PART_NOT_OBJECT',
  severity: 'error',
  twilioError: 20101,
  elsewhere: { 'client-capability': 31204 },
  cause: 'The header or payload is JSON, but no object.',
  example: '`"eyJ…"` encoded once more, or `[…]`',
  mend: 'Make header and payload JSON objects, each encoded once.',
  *check({ header, payload }) {
    for (const { name, stage } of [header, payload])
      if (stage === 'json') yield { claim: name, message: `the ${name} is JSON, but not an object` }
  },
}
