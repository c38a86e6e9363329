import {
  decodeUnverified,
  Jwt,
  JwtDecodeError,
  type JwtErrorCode,
  type JwtPayload,
  type KeyOrRing,
} from '@x/jwt-core'
import { isRecord, isSid, MAX_TTL } from '@x/jwt-core/token'
import { ALGORITHM, CONTENT_TYPE } from './facts.ts'
import { GRANT_KEYS, NEEDED, type Product } from './product.ts'
import { refusal, type Verdict } from './verdict.ts'

/** Twilio's error number for what the verifier found. */
const NUMBERS: Partial<Record<JwtErrorCode, number>> = {
  ERR_ALGORITHM_NOT_ALLOWED: 20102,
  ERR_KEY_UNKNOWN: 20103,
  ERR_KEY_RETIRED: 20103,
  ERR_TOKEN_EXPIRED: 20104,
  ERR_TOKEN_NOT_YET_VALID: 20105,
  ERR_SIGNATURE_INVALID: 20107,
}

/**
 * Checks an access token as Twilio does: its form, header, issuer, signature, times and the grants that the products
 * need. Never throws on a bad token.
 */
export async function checkToken(
  token: unknown,
  secret: KeyOrRing,
  now: number,
  products: readonly Product[],
): Promise<Verdict> {
  if (typeof token !== 'string' || token === '') return refusal(20101)
  try {
    const { header, payload } = decodeUnverified(token)
    if (header.cty !== CONTENT_TYPE || header.alg !== ALGORITHM || (header.typ ?? 'JWT') !== 'JWT')
      return refusal(20102)
    if (!isSid(payload.iss, 'SK') || !isSid(payload.sub, 'AC')) return refusal(20103)
    const claims = await Jwt.decode(token, secret, { algorithms: [ALGORITHM], now })
    return checkClaims(claims, now, products)
  } catch (error) {
    if (error instanceof JwtDecodeError) return refusal(numberOf(error))
    throw error
  }
}

function checkClaims(claims: JwtPayload, now: number, products: readonly Product[]): Verdict {
  const { exp, sub = '', jti, grants } = claims
  if (exp === undefined || exp - now > MAX_TTL) return refusal(20104)
  if (!isRecord(grants)) return refusal(20106)
  const { identity } = grants
  if (typeof identity !== 'string' || identity === '') return refusal(20106)
  for (const product of products) if (!opens(grants, product)) return refusal(20106)
  return {
    ok: true,
    token: {
      identity,
      accountSid: sub,
      jti: typeof jti === 'string' ? jti : undefined,
      expiresAt: exp,
      grants,
    },
  }
}

function opens(grants: Readonly<Record<string, unknown>>, product: Product): boolean {
  return GRANT_KEYS[product].some((key) => {
    const grant = grants[key]
    return isRecord(grant) && NEEDED[product].every((member) => isText(grant[member]))
  })
}

function numberOf(error: JwtDecodeError): number {
  const { code, claim } = error
  return NUMBERS[code] ?? (claim === 'exp' ? 20104 : claim === 'nbf' ? 20105 : 20101)
}

const isText = (value: unknown): boolean => typeof value === 'string' && value !== ''
