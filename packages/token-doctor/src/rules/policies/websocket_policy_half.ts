import { SOCKETS, socketsOf } from '../../read/policies.ts'
import type { TokenRule } from '../rule.ts'

export const WEBSOCKET_POLICY_HALF: TokenRule = {
  code: 'WEBSOCKET_POLICY_HALF',
  severity: 'warning',
  cause:
    'The web socket is allowed with GET alone or POST alone; a client needs both, to listen and to send.',
  example: `one policy, GET, on \`${SOCKETS}AC…/WK…\``,
  mend: `Allow GET and POST on ${SOCKETS}<account_sid>/<channel>.`,
  kinds: ['taskrouter-capability'],
  *check(token) {
    const allowed = socketsOf(token).filter(({ isFit, allow }) => isFit && allow)
    const missing = ['GET', 'POST'].filter((method) => !allowed.some((socket) => socket.method === method))
    // A method that nobody knows is told by itself.
    if (missing.length !== 1 || allowed.some(({ method }) => method !== 'GET' && method !== 'POST')) return
    const message = `the web socket is not allowed with ${missing[0]}, only with ${allowed[0]?.method}`
    yield { claim: allowed[0]?.claim, message }
  },
}
