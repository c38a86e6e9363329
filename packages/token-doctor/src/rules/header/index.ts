import type { TokenRule } from '../rule.ts'
import { ALGORITHM_MISSING } from './algorithm_missing.ts'
import { ALGORITHM_NONE } from './algorithm_none.ts'
import { ALGORITHM_UNDOCUMENTED } from './algorithm_undocumented.ts'
import { ALGORITHM_UNSUPPORTED } from './algorithm_unsupported.ts'
import { CONTENT_TYPE_MISSING } from './content_type_missing.ts'
import { CONTENT_TYPE_UNEXPECTED } from './content_type_unexpected.ts'
import { CONTENT_TYPE_WRONG } from './content_type_wrong.ts'
import { HEADER_EXTENSION } from './header_extension.ts'
import { KEY_ID_MISSING } from './key_id_missing.ts'
import { REGION_IN_PAYLOAD } from './region_in_payload.ts'
import { REGION_INVALID } from './region_invalid.ts'
import { REGION_SET } from './region_set.ts'
import { TYPE_WRONG } from './type_wrong.ts'

export {
  ALGORITHM_MISSING,
  ALGORITHM_NONE,
  ALGORITHM_UNDOCUMENTED,
  ALGORITHM_UNSUPPORTED,
  CONTENT_TYPE_MISSING,
  CONTENT_TYPE_UNEXPECTED,
  CONTENT_TYPE_WRONG,
  HEADER_EXTENSION,
  KEY_ID_MISSING,
  REGION_IN_PAYLOAD,
  REGION_INVALID,
  REGION_SET,
  TYPE_WRONG,
}

/** In the order in which they are looked for. */
export const RULES: readonly TokenRule[] = [
  ALGORITHM_MISSING,
  ALGORITHM_NONE,
  ALGORITHM_UNDOCUMENTED,
  ALGORITHM_UNSUPPORTED,
  CONTENT_TYPE_MISSING,
  CONTENT_TYPE_UNEXPECTED,
  CONTENT_TYPE_WRONG,
  HEADER_EXTENSION,
  KEY_ID_MISSING,
  REGION_INVALID,
  REGION_IN_PAYLOAD,
  REGION_SET,
  TYPE_WRONG,
]
