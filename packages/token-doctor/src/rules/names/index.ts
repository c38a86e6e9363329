import type { TokenRule } from '../rule.ts'
import { IDENTITY_EMPTY } from './identity_empty.ts'
import { IDENTITY_MISSING } from './identity_missing.ts'
import { IDENTITY_NOT_STRING } from './identity_not_string.ts'
import { IDENTITY_PLACEHOLDER } from './identity_placeholder.ts'
import { IDENTITY_UNSET } from './identity_unset.ts'
import { NAME_CHARACTERS } from './name_characters.ts'
import { NAME_NOT_PORTABLE } from './name_not_portable.ts'
import { NAME_TOO_LONG } from './name_too_long.ts'
import { PERSONAL_DATA } from './personal_data.ts'
import { SECRET_IN_TOKEN } from './secret_in_token.ts'
import { TEXT_PLACEHOLDER } from './text_placeholder.ts'
import { TEXT_STRAY_CHARACTERS } from './text_stray_characters.ts'

export {
  IDENTITY_EMPTY,
  IDENTITY_MISSING,
  IDENTITY_NOT_STRING,
  IDENTITY_PLACEHOLDER,
  IDENTITY_UNSET,
  NAME_CHARACTERS,
  NAME_NOT_PORTABLE,
  NAME_TOO_LONG,
  PERSONAL_DATA,
  SECRET_IN_TOKEN,
  TEXT_PLACEHOLDER,
  TEXT_STRAY_CHARACTERS,
}

/** In the order in which they are looked for. */
export const RULES: readonly TokenRule[] = [
  IDENTITY_EMPTY,
  IDENTITY_MISSING,
  IDENTITY_NOT_STRING,
  IDENTITY_PLACEHOLDER,
  IDENTITY_UNSET,
  NAME_CHARACTERS,
  NAME_NOT_PORTABLE,
  NAME_TOO_LONG,
  PERSONAL_DATA,
  SECRET_IN_TOKEN,
  TEXT_PLACEHOLDER,
  TEXT_STRAY_CHARACTERS,
]
