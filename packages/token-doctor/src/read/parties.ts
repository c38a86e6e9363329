import type { SidPrefix } from '@x/jwt-core/token'
import type { Examined } from '../examined.ts'
import type { TwilioKind } from '../ground.ts'
import { isOfKind } from './sid.ts'

/** Whether an API key signs for an account, as for access tokens and signed requests, or the account for itself. */
function isByApiKey(kind: TwilioKind): boolean {
  return kind === 'access-token' || kind === 'client-validation'
}

/** What `iss` must be. */
export function issuerOf(kind: TwilioKind): { readonly prefix: SidPrefix; readonly what: string } {
  return isByApiKey(kind)
    ? { prefix: 'SK', what: 'the API key SID (SK…)' }
    : { prefix: 'AC', what: 'the account SID (AC…)' }
}

/** The claim that names the account. */
export function accountClaimOf(kind: TwilioKind): 'iss' | 'sub' {
  return isByApiKey(kind) ? 'sub' : 'iss'
}

/** Whether the account stands where the API key belongs, and the other way about. */
export function isSwapped({ kind, payload }: Examined): boolean {
  return isByApiKey(kind) && isOfKind(payload.iss, 'AC') && isOfKind(payload.sub, 'SK')
}
