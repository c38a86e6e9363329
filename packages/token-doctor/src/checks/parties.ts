import { isSid } from '@x/jwt-core'
import type { Examined, Problem } from '../problem.ts'
import { checkWholeSid, describeSid } from './sids.ts'

function* checkIssuer(token: Examined, prefix: 'AC' | 'SK'): Iterable<Problem> {
  const { iss } = token.payload
  const claim = 'iss'
  const expected = prefix === 'SK' ? 'the API key SID (SK…)' : 'the account SID (AC…)'
  const fix = `Set iss to ${expected}.`
  if (iss === undefined)
    yield { code: 'ISSUER_MISSING', claim, message: `the token has no iss; it must be ${expected}`, fix }
  else if (isSid(iss, prefix)) yield* checkWholeSid(token, claim, iss)
  else {
    const code = prefix === 'SK' ? 'ISSUER_NOT_API_KEY' : 'ISSUER_NOT_ACCOUNT'
    yield { code, claim, message: `iss is ${describeSid(iss, token.show)}; it must be ${expected}` }
  }
}

function* checkSubject(token: Examined): Iterable<Problem> {
  const { sub } = token.payload
  const claim = 'sub'
  if (sub === undefined)
    yield {
      code: 'SUBJECT_MISSING',
      claim,
      message: 'the token has no sub; it must be the account SID (AC…)',
    }
  else if (isSid(sub, 'AC')) yield* checkWholeSid(token, claim, sub)
  else {
    const message = `sub is ${describeSid(sub, token.show)}; it must be the account SID (AC…)`
    yield { code: 'SUBJECT_NOT_ACCOUNT', claim, message }
  }
}

function* checkAccount(token: Examined, claim: string): Iterable<Problem> {
  const { accountSid, payload, show } = token
  const account = payload[claim]
  if (accountSid === undefined || !isSid(account, 'AC') || account === accountSid) return
  const message = `${claim} is ${show(account)}, but the account is ${show(accountSid)}`
  yield { code: 'ACCOUNT_MISMATCH', claim, message }
}

/** Access tokens and signed requests: an API key signs for an account. */
export function* checkApiKeyParties(token: Examined): Iterable<Problem> {
  const { iss, sub } = token.payload
  if (isSid(iss, 'AC') && isSid(sub, 'SK')) {
    const message = `iss is ${token.show(iss)}, an account SID, and sub is ${token.show(sub)}, an API key SID`
    yield { code: 'ISSUER_SUBJECT_SWAPPED', claim: 'iss', message }
    return
  }
  yield* checkIssuer(token, 'SK')
  yield* checkSubject(token)
  yield* checkAccount(token, 'sub')
}

/** Capability tokens: the account signs for itself. */
export function* checkAccountParties(token: Examined): Iterable<Problem> {
  yield* checkIssuer(token, 'AC')
  yield* checkAccount(token, 'iss')
}

/** The id that each access token has. */
export function* checkTokenId({ payload, show }: Examined): Iterable<Problem> {
  const { jti } = payload
  if (typeof jti === 'string' && jti !== '') return
  const message = jti === undefined ? 'the token has no jti' : `jti is ${show(jti)}, not a text of its own`
  yield { code: 'JTI_MISSING', claim: 'jti', message }
}
