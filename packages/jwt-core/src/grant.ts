export { describe } from './check.ts'
export { JwtDecodeError, JwtError, JwtOptionError } from './errors.ts'
export { AccessTokenGrant, type Grant, type GrantType, isGrant } from './grant/access_token_grant.ts'
export { type Fields, flag, fromPayload, params, readOptions, sid, text, toPayload } from './grant/fields.ts'
