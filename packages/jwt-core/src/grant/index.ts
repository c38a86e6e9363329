// The door for authors of grants: no cryptography is behind it.
export { JwtDecodeError, JwtError, type JwtErrorCode, JwtOptionError } from '../errors.ts'
export type { Check } from '../options.ts'
export { AccessTokenGrant, type Grant, type GrantType, isGrant } from './access_token_grant.ts'
export { FieldGrant, type FieldGrantType } from './field_grant.ts'
export {
  buildPayload,
  choice,
  type Field,
  type FieldKind,
  type FieldOptions,
  type Fields,
  flag,
  params,
  type SidFieldOptions,
  sid,
  text,
} from './fields.ts'
