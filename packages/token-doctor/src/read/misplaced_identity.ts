import { isRecord } from '@x/jwt-core/token'
import { type Examined, perToken } from '../examined.ts'
import { grantKeysOf, grantsOf } from './grants.ts'

const NAMES = [
  'identity',
  'Identity',
  'user',
  'userId',
  'user_id',
  'username',
  'userIdentity',
  'user_identity',
]

function isName(value: unknown): boolean {
  return (typeof value === 'string' && value !== '') || typeof value === 'number'
}

/** Where an identity stands that is not read there: among the claims, under another name, within a grant. */
export const misplacedIdentity: (token: Examined) => { readonly path?: string } = perToken((token) => {
  const grants = grantsOf(token)
  const top = NAMES.find((name) => isName(token.payload[name]))
  if (top !== undefined) return { path: top }
  const other = NAMES.find((name) => name !== 'identity' && isName(grants[name]))
  if (other !== undefined) return { path: `grants.${other}` }
  for (const key of grantKeysOf(token)) {
    const grant = grants[key]
    if (isRecord(grant) && isName(grant.identity)) return { path: `grants.${key}.identity` }
  }
  return {}
})
