import { refuse } from './check.ts'
import { JwtOptionError } from './errors.ts'
import { checkHmacSecret, type HmacSecret } from './key.ts'
import { isKeyRing, type KeyRing } from './key_ring.ts'

const SID = /^(AC|SK)[0-9a-f]{32}$/

/**
 * Checks that `secret` can be the shared secret of `issuer`, or a ring that holds it, and tells the usual mistakes
 * apart. The value never shows.
 *
 * @param expected what it should be, such as `the API key's secret`
 * @throws JwtOptionError `ERR_OPTION_INVALID`, `ERR_KEY_INVALID`, `ERR_KEY_UNKNOWN`, `ERR_KEY_RETIRED`
 */
export function checkSharedSecret(
  option: string,
  secret: unknown,
  expected: string,
  issuer: string,
): HmacSecret | KeyRing {
  if (isKeyRing(secret)) {
    if (secret.retiredIds?.includes(issuer))
      throw new JwtOptionError(option, `is a key ring in which ${issuer} is retired`, 'ERR_KEY_RETIRED')
    if (secret.keyIds?.includes(issuer) === false)
      throw new JwtOptionError(option, `is a key ring that holds no key for ${issuer}`, 'ERR_KEY_UNKNOWN')
    return secret
  }
  if (secret === '' || !(typeof secret === 'string' || secret instanceof Uint8Array))
    refuse(option, `${expected}: text or bytes`, secret)
  if (SID.test(secret as string))
    throw new JwtOptionError(option, `must be ${expected}, got a SID; are two arguments swapped?`)
  return checkHmacSecret(option, secret)
}
