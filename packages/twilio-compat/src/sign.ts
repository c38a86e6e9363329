import {
  checkHmacSecret,
  type HmacHeader,
  type HmacSecret,
  JwtOptionError,
  type KeyObjectLike,
  signHmacJwtSync,
} from '@x/jwt-core'

/** The secret as bytes or text, or twilio's message for what is none. */
function readSecret(secret: unknown, alg: string): HmacSecret {
  if (!secret) throw new Error('secretOrPrivateKey must have a value')
  const { type } = secret as KeyObjectLike
  try {
    return checkHmacSecret('secret', type === 'secret' ? (secret as KeyObjectLike).export() : secret)
  } catch {
    const isKey = typeof secret === 'string' || secret instanceof Uint8Array
    if (!isKey && type !== 'private' && type !== 'public')
      throw new Error('secretOrPrivateKey is not valid key material')
    throw new JwtOptionError(
      'secretOrPrivateKey',
      `must be a symmetric key when using ${alg}`,
      'ERR_KEY_INVALID',
    )
  }
}

/** Signs as twilio's `toJwt` does, with its messages for a secret that cannot sign. */
export function sign(header: HmacHeader, secret: unknown, toClaims: () => { iss: string }): string {
  const checked = readSecret(secret, header.alg)
  try {
    return signHmacJwtSync(header, toClaims(), checked)
  } catch (error) {
    // What JSON.stringify said of the claims is what twilio's callers know.
    throw error instanceof JwtOptionError && error.cause !== undefined ? error.cause : error
  }
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
): string {
  return sign(HEADER, secret, () => {
    if (typeof claims.exp !== 'number') throw new Error('"exp" should be a number of seconds')
    if (!Number.isFinite(claims.exp)) throw new JwtOptionError('ttl', 'must be a finite number of seconds')
    return { ...claims, iat: now }
  })
}
