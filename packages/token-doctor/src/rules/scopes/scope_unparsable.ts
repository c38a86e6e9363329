import { INCOMING } from '@x/client-capability/facts'
import { scopesOf } from '../../read/scopes.ts'
import type { TokenRule } from '../rule.ts'

export const SCOPE_UNPARSABLE: TokenRule = {
  code: 'SCOPE_UNPARSABLE',
  severity: 'error',
  twilioError: 31204,
  cause: 'A scope is not `scope:<service>:<privilege>?<query>`, or its percent-encoding is broken.',
  example: `\`${INCOMING}?clientName=alice\`, or a client name with a bare space in it`,
  mend: 'Write each scope as a URI with percent-encoded values, joined by one space.',
  kinds: ['client-capability'],
  *check(token) {
    for (const { text, scope } of scopesOf(token))
      if (scope === undefined) yield { claim: 'scope', message: `${token.show(text)} is no scope URI` }
  },
}
