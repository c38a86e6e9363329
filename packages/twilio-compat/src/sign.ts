import { JwtOptionError, type Key, type KeyObjectLike } from '@x/jwt-core'
import { type HmacHeader, isBytes, signHmacJwtSync, takeSecret } from '@x/jwt-core/token'
import { builtinModule } from './builtin_module.ts'

/** How twilio signs: by the header, a secret, and the claims, which are made after the secret was looked at. */
export type Sign = (header: HmacHeader, secret: unknown, toClaims: () => { iss: string }) => string

/** The secret, or the message of twilio 4 and later for what is none. */
function readSecret(secret: unknown, alg: string): Key {
  if (!secret) throw new Error('secretOrPrivateKey must have a value')
  try {
    return takeSecret('secret', secret)
  } catch {
    const { type } = secret as KeyObjectLike
    const isKey = typeof secret === 'string' || isBytes(secret) || type === 'private' || type === 'public'
    if (!isKey) throw new Error('secretOrPrivateKey is not valid key material')
    throw new JwtOptionError(
      'secretOrPrivateKey',
      `must be a symmetric key when using ${alg}`,
      'ERR_KEY_INVALID',
    )
  }
}

function signWith(key: Key, header: HmacHeader, claims: { iss: string }): string {
  try {
    return signHmacJwtSync(header, claims, key)
  } catch (error) {
    // What JSON.stringify said of the claims is what twilio's callers know.
    throw error instanceof JwtOptionError && error.cause !== undefined ? error.cause : error
  }
}

/** Signs as `toJwt` of twilio 4 and later does, with its messages for a secret that cannot sign. */
export const sign: Sign = (header, secret, toClaims) => {
  const key = readSecret(secret, header.alg)
  return signWith(key, header, toClaims())
}

/** Whether twilio 3.x, on jsonwebtoken 8, takes this for a secret. */
function isSecretOf3(secret: unknown): boolean {
  if (typeof secret === 'string' || builtinModule('node:buffer')?.Buffer.isBuffer(secret)) return true
  const { type, export: bytes } = secret as { readonly type?: unknown; readonly export?: unknown }
  return type === 'secret' && typeof bytes === 'function'
}

/** Signs as `toJwt` of twilio 3.x does, which looks at its secret last. */
export const signLike3: Sign = (header, secret, toClaims) => {
  if (!secret) throw new Error('secretOrPrivateKey must have a value')
  const claims = toClaims()
  if (isSecretOf3(secret)) return signWith(readSecret(secret, header.alg), header, claims)
  // It says what is wrong with the claims first.
  JSON.stringify(claims)
  throw new TypeError('secret must be a string or bufferor a KeyObject')
}

const HEADER: HmacHeader = /* @__PURE__ */ Object.freeze({ alg: 'HS256', typ: 'JWT' })

/** The claims of a capability token: those given, and when it was made. */
interface CapabilityClaims {
  readonly iss: string
  readonly exp: number
}

/** Signs a capability token. */
export function signCapability<Claims extends CapabilityClaims>(
  secret: unknown,
  claims: Claims,
  now: number,
  signed: Sign = sign,
): string {
  return signed(HEADER, secret, () => {
    if (typeof claims.exp !== 'number') throw new Error('"exp" should be a number of seconds')
    if (!Number.isFinite(claims.exp)) throw new JwtOptionError('ttl', 'must be a finite number of seconds')
    return { ...claims, iat: now }
  })
}
