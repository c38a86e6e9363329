import { isRecord } from '@x/jwt-core/token'
import { isSocket, SOCKETS } from '../../read/policies.ts'
import type { TokenRule } from '../rule.ts'

export const WEBSOCKET_POLICY_MISSING: TokenRule = {
  code: 'WEBSOCKET_POLICY_MISSING',
  severity: 'warning',
  cause: 'The token does not allow the web socket, without which TaskRouter’s SDK gets no events.',
  example: `policies without ${SOCKETS}…`,
  mend: `Allow GET and POST on ${SOCKETS}<account_sid>/<channel>.`,
  kinds: ['taskrouter-capability'],
  *check({ payload: { policies } }) {
    if (!Array.isArray(policies) || policies.length === 0) return
    if (policies.some((policy) => isRecord(policy) && isSocket(policy.url))) return
    yield { claim: 'policies', message: 'no policy allows the web socket' }
  },
}
