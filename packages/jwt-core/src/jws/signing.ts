import { JwtOptionError } from '../errors.ts'
import { invalidKey, type Key, keyFamily } from '../keys/key.ts'
import { chooseKey, isKeyRing, type KeyOrRing, type RefuseKey } from '../keys/key_ring.ts'
import { isRecord, refuse } from '../options.ts'
import { whenReady } from '../waiting.ts'
import { checkAlgorithm } from './algorithms.ts'
import type { Families, SigningHeader, SigningKey } from './family.ts'

const refuseKey: RefuseKey = (code, problem) =>
  new JwtOptionError('secret', `is a key ring: ${problem}`, code)

/** The header that was last found good and cannot change: a service signs with the same one all day. */
let good: unknown = {}

/**
 * Checks a header to sign with.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function checkHeader(header: SigningHeader): SigningHeader {
  if (header === good) return header
  if (!isRecord(header)) refuse('header', 'an object', header)
  checkAlgorithm('header.alg', header.alg)
  if (header.crit !== undefined || header.b64 !== undefined)
    throw new JwtOptionError('header', 'must not hold crit or b64: no extension is supported')
  for (const member of ['typ', 'cty', 'kid'] as const)
    if (header[member] !== undefined && typeof header[member] !== 'string')
      refuse(`header.${member}`, 'a string', header[member])
  if (Object.isFrozen(header)) good = header
  return header
}

/**
 * Signs a payload as a compact JWS. The one place where a key is chosen and held to the algorithm, for all kinds of
 * tokens and both twins: a promise only where the key or the signature has to be waited for.
 *
 * @param ids how the token names its key to a ring
 * @throws JwtOptionError `ERR_OPTION_INVALID`, `ERR_KEY_INVALID`, `ERR_KEY_UNKNOWN`, `ERR_KEY_RETIRED`
 */
export function signToken(
  header: SigningHeader,
  payload: string | Uint8Array,
  secret: KeyOrRing,
  families: Families<SigningKey>,
  ids: () => readonly unknown[],
): string | PromiseLike<string> {
  return isKeyRing(secret)
    ? whenReady(chooseKey(secret, ids, refuseKey), ({ key }) => signWith(header, payload, key, families))
    : signWith(header, payload, secret, families)
}

function signWith(
  header: SigningHeader,
  payload: string | Uint8Array,
  key: Key,
  families: Families<SigningKey>,
): string | PromiseLike<string> {
  const use = (families[keyFamily(key)] ?? families.hmac)('secret', key)
  if (!use.algorithms.includes(header.alg))
    throw invalidKey('secret', `is a key that cannot sign ${header.alg}`)
  return use.sign(header, payload)
}
