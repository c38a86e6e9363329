import type { TokenRule } from '../rule.ts'
import { SCOPE_EMPTY } from './scope_empty.ts'
import { SCOPE_MISSING } from './scope_missing.ts'
import { SCOPE_PARAMETER_MISSING } from './scope_parameter_missing.ts'
import { SCOPE_REPEATED } from './scope_repeated.ts'
import { SCOPE_UNKNOWN } from './scope_unknown.ts'
import { SCOPE_UNPARSABLE } from './scope_unparsable.ts'
import { SCOPE_VALUE_MISREAD } from './scope_value_misread.ts'

export {
  SCOPE_EMPTY,
  SCOPE_MISSING,
  SCOPE_PARAMETER_MISSING,
  SCOPE_REPEATED,
  SCOPE_UNKNOWN,
  SCOPE_UNPARSABLE,
  SCOPE_VALUE_MISREAD,
}

/** In the order in which they are looked for. */
export const RULES: readonly TokenRule[] = [
  SCOPE_EMPTY,
  SCOPE_MISSING,
  SCOPE_PARAMETER_MISSING,
  SCOPE_REPEATED,
  SCOPE_UNKNOWN,
  SCOPE_UNPARSABLE,
  SCOPE_VALUE_MISREAD,
]
