import type { TokenRule } from '../rule.ts'
import { ACCOUNT_MISMATCH } from './account_mismatch.ts'
import { CAPABILITY_TOKEN_OUTDATED } from './capability_token_outdated.ts'
import { CLAIM_MISSING } from './claim_missing.ts'
import { ISSUER_MISSING } from './issuer_missing.ts'
import { ISSUER_NOT_ACCOUNT } from './issuer_not_account.ts'
import { ISSUER_NOT_API_KEY } from './issuer_not_api_key.ts'
import { ISSUER_SUBJECT_SWAPPED } from './issuer_subject_swapped.ts'
import { JTI_MISSING } from './jti_missing.ts'
import { PRODUCT_NOT_SERVED } from './product_not_served.ts'
import { SID_MALFORMED } from './sid_malformed.ts'
import { SID_PLACEHOLDER } from './sid_placeholder.ts'
import { SID_STRAY_CHARACTERS } from './sid_stray_characters.ts'
import { SID_WRONG_KIND } from './sid_wrong_kind.ts'
import { SUBJECT_MISSING } from './subject_missing.ts'
import { SUBJECT_NOT_ACCOUNT } from './subject_not_account.ts'

export {
  ACCOUNT_MISMATCH,
  CAPABILITY_TOKEN_OUTDATED,
  CLAIM_MISSING,
  ISSUER_MISSING,
  ISSUER_NOT_ACCOUNT,
  ISSUER_NOT_API_KEY,
  ISSUER_SUBJECT_SWAPPED,
  JTI_MISSING,
  PRODUCT_NOT_SERVED,
  SID_MALFORMED,
  SID_PLACEHOLDER,
  SID_STRAY_CHARACTERS,
  SID_WRONG_KIND,
  SUBJECT_MISSING,
  SUBJECT_NOT_ACCOUNT,
}

/** In the order in which they are looked for. */
export const RULES: readonly TokenRule[] = [
  ACCOUNT_MISMATCH,
  CAPABILITY_TOKEN_OUTDATED,
  CLAIM_MISSING,
  ISSUER_MISSING,
  ISSUER_NOT_ACCOUNT,
  ISSUER_NOT_API_KEY,
  ISSUER_SUBJECT_SWAPPED,
  JTI_MISSING,
  PRODUCT_NOT_SERVED,
  SID_MALFORMED,
  SID_PLACEHOLDER,
  SID_STRAY_CHARACTERS,
  SID_WRONG_KIND,
  SUBJECT_MISSING,
  SUBJECT_NOT_ACCOUNT,
]
