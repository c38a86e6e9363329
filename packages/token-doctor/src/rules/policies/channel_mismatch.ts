import { type SidPrefix, WHOLE_SID } from '@x/jwt-core/token'
import { CHANNEL_KINDS } from '@x/taskrouter-capability/facts'
import { isOfKind } from '../../read/sid.ts'
import { withoutStray } from '../../read/stray.ts'
import type { TokenRule } from '../rule.ts'

const REPEATED_IN: Readonly<Record<string, string>> = {
  WK: CHANNEL_KINDS.WK.claim,
  WQ: CHANNEL_KINDS.WQ.claim,
  WS: 'workspace_sid',
} satisfies Partial<Record<SidPrefix, string>>

/** Stray characters are told by themselves. */
function bare(value: unknown): unknown {
  return typeof value === 'string' ? withoutStray(value) : value
}

export const CHANNEL_MISMATCH: TokenRule = {
  code: 'CHANNEL_MISMATCH',
  severity: 'error',
  twilioError: 20101,
  cause:
    '`channel` is a worker, task queue or workspace, and the claim that repeats its SID is missing or differs.',
  example: '`{"channel":"WK1…","worker_sid":"WK2…"}`',
  mend: 'Set `worker_sid` (`WK…`), `taskqueue_sid` (`WQ…`) or `workspace_sid` (`WS…`) to the channel’s SID.',
  kinds: ['taskrouter-capability'],
  *check({ payload, show }) {
    const { channel } = payload
    if (typeof channel !== 'string' || channel.length < 3) return
    const claim = REPEATED_IN[channel.slice(0, 2)]
    if (claim === undefined || bare(payload[claim]) === bare(channel)) return
    // Only a whole SID is another workspace's: any other text is the name of a worker's channel.
    if (claim === 'workspace_sid' && !WHOLE_SID.test(channel)) return
    // A missing or mistaken workspace is told by itself.
    if (claim === 'workspace_sid' && !isOfKind(payload.workspace_sid, 'WS')) return
    const other = payload[claim] === undefined ? 'is missing' : `is ${show(payload[claim])}`
    yield {
      claim,
      message: `channel is ${show(channel)}, but ${claim} ${other}`,
      fix: `Set ${claim} to the channel's SID.`,
    }
  },
}
