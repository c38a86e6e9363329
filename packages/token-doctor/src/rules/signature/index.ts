import type { FindingEntry } from '../rule.ts'
import { KEY_RETIRED } from './key_retired.ts'
import { KEY_UNAVAILABLE } from './key_unavailable.ts'
import { KEY_UNKNOWN } from './key_unknown.ts'
import { KEY_UNREADABLE } from './key_unreadable.ts'
import { RUNTIME_UNSUPPORTED } from './runtime_unsupported.ts'
import { SECRET_SHORT } from './secret_short.ts'
import { SECRET_STRAY_CHARACTERS } from './secret_stray_characters.ts'
import { SECRET_UNFIT } from './secret_unfit.ts'
import { SIGNATURE_INVALID } from './signature_invalid.ts'
import { SIGNATURE_LENGTH_WRONG } from './signature_length_wrong.ts'
import { SIGNATURE_UNCHECKED } from './signature_unchecked.ts'
import { SIGNATURE_VERIFIED } from './signature_verified.ts'
import { SIGNED_WITH_API_KEY_SECRET } from './signed_with_api_key_secret.ts'
import { SIGNED_WITH_AUTH_TOKEN } from './signed_with_auth_token.ts'
import { SIGNED_WITH_DECODED_SECRET } from './signed_with_decoded_secret.ts'
import { SIGNED_WITH_ENCODED_SECRET } from './signed_with_encoded_secret.ts'
import { SIGNED_WITH_PLACEHOLDER } from './signed_with_placeholder.ts'
import { SIGNED_WITH_SID } from './signed_with_sid.ts'
import { SIGNED_WITH_STRAY_CHARACTERS } from './signed_with_stray_characters.ts'
import { VERIFICATION_REFUSED } from './verification_refused.ts'

export {
  KEY_RETIRED,
  KEY_UNAVAILABLE,
  KEY_UNKNOWN,
  KEY_UNREADABLE,
  RUNTIME_UNSUPPORTED,
  SECRET_SHORT,
  SECRET_STRAY_CHARACTERS,
  SECRET_UNFIT,
  SIGNATURE_INVALID,
  SIGNATURE_LENGTH_WRONG,
  SIGNATURE_UNCHECKED,
  SIGNATURE_VERIFIED,
  SIGNED_WITH_API_KEY_SECRET,
  SIGNED_WITH_AUTH_TOKEN,
  SIGNED_WITH_DECODED_SECRET,
  SIGNED_WITH_ENCODED_SECRET,
  SIGNED_WITH_PLACEHOLDER,
  SIGNED_WITH_SID,
  SIGNED_WITH_STRAY_CHARACTERS,
  VERIFICATION_REFUSED,
}

/** In the order in which they are looked for. */
export const RULES: readonly FindingEntry[] = [
  KEY_RETIRED,
  KEY_UNAVAILABLE,
  KEY_UNKNOWN,
  KEY_UNREADABLE,
  RUNTIME_UNSUPPORTED,
  SECRET_SHORT,
  SECRET_STRAY_CHARACTERS,
  SECRET_UNFIT,
  SIGNATURE_INVALID,
  SIGNATURE_LENGTH_WRONG,
  SIGNATURE_UNCHECKED,
  SIGNATURE_VERIFIED,
  SIGNED_WITH_API_KEY_SECRET,
  SIGNED_WITH_AUTH_TOKEN,
  SIGNED_WITH_DECODED_SECRET,
  SIGNED_WITH_ENCODED_SECRET,
  SIGNED_WITH_PLACEHOLDER,
  SIGNED_WITH_SID,
  SIGNED_WITH_STRAY_CHARACTERS,
  VERIFICATION_REFUSED,
]
