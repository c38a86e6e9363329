import type { Members, TwilioKind } from '../../ground.ts'
import type { TokenRule } from '../rule.ts'

/** What a kind of token means nothing without: the claim, what it is, and whether a value will do. */
const NEEDED: Partial<
  Record<TwilioKind, readonly (readonly [claim: string, what: string, isFit: (value: unknown) => boolean])[]>
> = {
  'taskrouter-capability': [
    ['account_sid', 'the account SID (AC…)', isThere],
    ['workspace_sid', 'the workspace SID (WS…)', isThere],
    ['channel', 'the SID of the worker, task queue or workspace', isText],
    ['policies', 'a list of policies', Array.isArray],
  ],
  'client-validation': [
    ['hrh', 'the names of the signed headers', (value) => typeof value === 'string'],
    ['rqh', 'the hash of the request', isThere],
  ],
}

function isThere(value: unknown): boolean {
  return value !== undefined
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== ''
}

function tell(payload: Members, claim: string, what: string): string {
  if (payload[claim] === undefined) return `the token has no ${claim}, ${what}`
  return `${claim} is not ${what}`
}

export const CLAIM_MISSING: TokenRule = {
  code: 'CLAIM_MISSING',
  severity: 'error',
  twilioError: 20101,
  elsewhere: { 'client-capability': 31204 },
  cause: 'A claim without which this kind of token means nothing is missing or has the wrong type.',
  example: 'a TaskRouter token without `workspace_sid`',
  mend: 'Set the claim, or mint the token with a library that does.',
  kinds: ['taskrouter-capability', 'client-validation'],
  *check({ kind, payload }) {
    for (const [claim, what, isFit] of NEEDED[kind] ?? [])
      if (!isFit(payload[claim]))
        yield { claim, message: tell(payload, claim, what), fix: `Set ${claim} to ${what}.` }
  },
}
