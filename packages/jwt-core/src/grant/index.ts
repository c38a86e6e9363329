// The door for authors of grants: no cryptography is behind it.
export { JwtDecodeError, JwtError, JwtOptionError } from '../errors.ts'
export { AccessTokenGrant, type Grant, type GrantType, isGrant } from './access_token_grant.ts'
export { FieldGrant } from './field_grant.ts'
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
