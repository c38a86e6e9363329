import { isSid } from '@x/jwt-core'
import type { Examined, Problem } from '../problem.ts'
import { checkPolicies } from './policies.ts'
import { checkSidField } from './sids.ts'

function missing(claim: string, expected: string): Problem {
  const message = `the token has no ${claim}`
  return { code: 'CLAIM_MISSING', claim, message, fix: `Set ${claim} to ${expected}.` }
}

function* checkChannel(token: Examined): Iterable<Problem> {
  const { payload, show } = token
  const { channel } = payload
  if (typeof channel !== 'string' || channel === '') {
    yield missing('channel', 'the SID of the worker, task queue or workspace')
    return
  }
  const claim = isSid(channel, 'WK') ? 'worker_sid' : isSid(channel, 'WQ') ? 'taskqueue_sid' : undefined
  const repeats = claim ?? (isSid(channel, 'WS') ? 'workspace_sid' : undefined)
  // A missing or mistaken workspace is told by itself.
  if (
    repeats === undefined ||
    payload[repeats] === channel ||
    (claim === undefined && !isSid(payload.workspace_sid, 'WS'))
  )
    return
  const other = payload[repeats] === undefined ? 'is missing' : `is ${show(payload[repeats])}`
  yield {
    code: 'CHANNEL_MISMATCH',
    claim: repeats,
    message: `channel is ${show(channel)}, but ${repeats} ${other}`,
    fix: `Set ${repeats} to the channel's SID.`,
  }
}

/** Looks at the claims of a TaskRouter capability token. */
export function* checkTaskRouter(token: Examined): Iterable<Problem> {
  const { account_sid, workspace_sid, version, iss } = token.payload
  if (account_sid === undefined) yield missing('account_sid', 'the account SID (AC…)')
  else if (!isSid(account_sid, 'AC')) yield* checkSidField(token, 'account_sid', account_sid, 'AC')
  else if (isSid(iss, 'AC') && iss !== account_sid) {
    const message = `account_sid is ${token.show(account_sid)}, but iss is ${token.show(iss)}`
    yield {
      code: 'ACCOUNT_MISMATCH',
      claim: 'account_sid',
      message,
      fix: 'Set both to the same account SID.',
    }
  }
  if (workspace_sid === undefined) yield missing('workspace_sid', 'the workspace SID (WS…)')
  else yield* checkSidField(token, 'workspace_sid', workspace_sid, 'WS')
  yield* checkChannel(token)
  if (version !== 'v1') {
    const message = version === undefined ? 'the token has no version' : `version is ${token.show(version)}`
    yield { code: 'VERSION_WRONG', claim: 'version', message: `${message}; it must be "v1"` }
  }
  yield* checkPolicies(token)
}
