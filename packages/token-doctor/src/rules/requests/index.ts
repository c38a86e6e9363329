import type { TokenRule } from '../rule.ts'
import { HEADER_LIST_INVALID } from './header_list_invalid.ts'
import { HEADER_LIST_SHORT } from './header_list_short.ts'
import { REQUEST_HASH_INVALID } from './request_hash_invalid.ts'

export { HEADER_LIST_INVALID, HEADER_LIST_SHORT, REQUEST_HASH_INVALID }

/** In the order in which they are looked for. */
export const RULES: readonly TokenRule[] = [HEADER_LIST_INVALID, HEADER_LIST_SHORT, REQUEST_HASH_INVALID]
