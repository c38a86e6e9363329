export { HEADER_LIST_INVALID } from './header_list_invalid.ts'
export { HEADER_LIST_SHORT } from './header_list_short.ts'
export { REQUEST_HASH_INVALID } from './request_hash_invalid.ts'
