import { SOCKETS, socketsOf } from '../../read/policies.ts'
import type { TokenRule } from '../rule.ts'

export const WEBSOCKET_POLICY_DENIED: TokenRule = {
  code: 'WEBSOCKET_POLICY_DENIED',
  severity: 'warning',
  isCause: true,
  cause: 'A policy denies the web socket, without which TaskRouter’s SDK gets no events.',
  example: `\`{"url":"${SOCKETS}AC…/WK…","method":"GET","allow":false}\``,
  mend: 'Set `allow` to true in the policies of the web socket.',
  kinds: ['taskrouter-capability'],
  *check(token) {
    for (const { claim, method, allow, isFit } of socketsOf(token))
      if (!allow && isFit)
        yield {
          claim,
          message: `the policy denies the web socket (${token.show(method)}): its allow is false`,
        }
  },
}
