import { accountClaimOf } from '../../read/parties.ts'
import { stateOfSid } from '../../read/sid.ts'
import type { TokenRule } from '../rule.ts'

/** A stray character or a placeholder is what is wrong, and not the account. */
function isComparable(sid: unknown): sid is string {
  return ['fit', 'short'].includes(stateOfSid(sid, 'AC'))
}

export const ACCOUNT_MISMATCH: TokenRule = {
  code: 'ACCOUNT_MISMATCH',
  severity: 'error',
  twilioError: 20103,
  elsewhere: { 'client-capability': 31202 },
  cause: 'The token is for another account than the one it is used with, or names two.',
  example: 'a token of the main account used with a sub-account',
  mend: 'Mint the token with the SID and keys of the account that is to serve it; sub-accounts share none.',
  *check({ kind, payload, accountSid, show }) {
    const claim = accountClaimOf(kind)
    const account = payload[claim]
    if (accountSid !== undefined && isComparable(account) && account !== accountSid)
      yield { claim, message: `${claim} is ${show(account)}, but the account is ${show(accountSid)}` }
    const { account_sid: own, iss } = payload
    if (kind !== 'taskrouter-capability' || !isComparable(own) || !isComparable(iss) || own === iss) return
    const message = `account_sid is ${show(own)}, but iss is ${show(iss)}`
    yield { claim: 'account_sid', message, fix: 'Set both to the same account SID.' }
  },
}
