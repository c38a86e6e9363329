import type { TokenRule } from '../rule.ts'
import { GRANT_FIELD_EMPTY } from './grant_field_empty.ts'
import { GRANT_FIELD_MISNAMED } from './grant_field_misnamed.ts'
import { GRANT_FIELD_MISSING } from './grant_field_missing.ts'
import { GRANT_FIELD_TYPE } from './grant_field_type.ts'
import { GRANT_FIELD_UNKNOWN } from './grant_field_unknown.ts'
import { GRANT_KEY_LEGACY } from './grant_key_legacy.ts'
import { GRANT_KEY_UNKNOWN } from './grant_key_unknown.ts'
import { GRANT_KEY_WRONG } from './grant_key_wrong.ts'
import { GRANT_MISSING } from './grant_missing.ts'
import { GRANT_NOT_OBJECT } from './grant_not_object.ts'
import { GRANTS_EMPTY } from './grants_empty.ts'
import { GRANTS_MISSING } from './grants_missing.ts'
import { GRANTS_NOT_OBJECT } from './grants_not_object.ts'
import { PLAYER_GRANT_INCOMPLETE } from './player_grant_incomplete.ts'
import { VOICE_GRANT_POINTLESS } from './voice_grant_pointless.ts'

export {
  GRANT_FIELD_EMPTY,
  GRANT_FIELD_MISNAMED,
  GRANT_FIELD_MISSING,
  GRANT_FIELD_TYPE,
  GRANT_FIELD_UNKNOWN,
  GRANT_KEY_LEGACY,
  GRANT_KEY_UNKNOWN,
  GRANT_KEY_WRONG,
  GRANT_MISSING,
  GRANT_NOT_OBJECT,
  GRANTS_EMPTY,
  GRANTS_MISSING,
  GRANTS_NOT_OBJECT,
  PLAYER_GRANT_INCOMPLETE,
  VOICE_GRANT_POINTLESS,
}

/** In the order in which they are looked for. */
export const RULES: readonly TokenRule[] = [
  GRANTS_EMPTY,
  GRANTS_MISSING,
  GRANTS_NOT_OBJECT,
  GRANT_FIELD_EMPTY,
  GRANT_FIELD_MISNAMED,
  GRANT_FIELD_MISSING,
  GRANT_FIELD_TYPE,
  GRANT_FIELD_UNKNOWN,
  GRANT_KEY_LEGACY,
  GRANT_KEY_UNKNOWN,
  GRANT_KEY_WRONG,
  GRANT_MISSING,
  GRANT_NOT_OBJECT,
  PLAYER_GRANT_INCOMPLETE,
  VOICE_GRANT_POINTLESS,
]
