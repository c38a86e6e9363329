import type { Examined, Problem } from '../problem.ts'

/** What each prefix of a SID stands for. */
const KINDS: Readonly<Record<string, string>> = {
  AC: 'an account SID',
  AP: 'a TwiML application SID',
  CR: 'a credential SID',
  IS: 'a service SID',
  PV: 'a video profile SID',
  RL: 'a role SID',
  SK: 'an API key SID',
  WK: 'a worker SID',
  WQ: 'a task queue SID',
  WS: 'a workspace SID',
}

/** Says what a value is that should be a SID; what has the shape of a secret is not shown. */
export function describeSid(value: unknown, show: Examined['show']): string {
  const kind = typeof value === 'string' && value.length > 2 ? KINDS[value.slice(0, 2)] : undefined
  return kind === undefined ? show(value) : `${show(value)}, ${kind}`
}

/** Whether a text is a whole SID: two letters and 32 hexadecimal digits. */
function isWholeSid(text: string): boolean {
  return /^[A-Z]{2}[0-9a-fA-F]{32}$/.test(text)
}

/** A SID with the right prefix that is not whole. */
export function* checkWholeSid(token: Examined, claim: string, value: string): Iterable<Problem> {
  if (isWholeSid(value)) return
  const message = `${claim} is ${token.show(value)}, which has ${value.length} characters; a SID has two letters and 32 hexadecimal digits`
  yield { code: 'SID_MALFORMED', claim, message }
}

/** A claim that must hold a SID of one kind. */
export function* checkSidField(
  token: Examined,
  claim: string,
  value: unknown,
  prefix: string,
): Iterable<Problem> {
  const expected = KINDS[prefix] ?? 'a SID'
  if (typeof value === 'string' && value.startsWith(prefix)) yield* checkWholeSid(token, claim, value)
  else
    yield {
      code: 'SID_WRONG_KIND',
      claim,
      message: `${claim} is ${describeSid(value, token.show)}; it must be ${expected} (${prefix}…)`,
      fix: `Set ${claim} to ${expected} (${prefix}…).`,
    }
}
