import { SOCKETS, socketsOf } from '../../read/policies.ts'
import type { TokenRule } from '../rule.ts'

export const WEBSOCKET_POLICY_OTHER_CHANNEL: TokenRule = {
  code: 'WEBSOCKET_POLICY_OTHER_CHANNEL',
  severity: 'warning',
  isCause: true,
  cause: 'The web socket is allowed for another channel than the token’s, so the bearer gets no events.',
  example: '`{"channel":"WK1…"}` with a policy for `…/wschannels/AC…/WK2…`',
  mend: `Allow GET and POST on ${SOCKETS}<account_sid>/<channel>.`,
  kinds: ['taskrouter-capability'],
  *check(token) {
    const { channel } = token.payload
    const sockets = socketsOf(token).filter(({ isOwn }) => isOwn)
    const first = sockets[0]
    if (typeof channel !== 'string' || channel === '' || first === undefined) return
    if (sockets.some(({ isFit }) => isFit)) return
    const { claim } = first
    const other = first.channel ? `for the channel ${token.show(first.channel)}` : 'without a channel'
    const message = `the web socket is allowed ${other}, but channel is ${token.show(channel)}`
    yield { claim, message }
  },
}
