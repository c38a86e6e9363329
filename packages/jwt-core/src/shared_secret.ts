import { refuse } from './check.ts'
import { JwtOptionError } from './errors.ts'
import { checkHmacSecret, type HmacSecret } from './key.ts'
import { chooseKey, isKeyRing, type KeyRing } from './key_ring.ts'
import { SID } from './sid.ts'

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
    // A resolver is asked when a token is signed.
    if (secret.keyIds)
      chooseKey(
        secret,
        () => [issuer],
        (code, problem) => new JwtOptionError(option, `is a key ring: ${problem}`, code),
      )
    return secret
  }
  if (secret === '' || !(typeof secret === 'string' || secret instanceof Uint8Array))
    refuse(option, `${expected}: text or bytes`, secret)
  if (typeof secret === 'string' && SID.test(secret))
    refuse(option, `${expected}, not a SID (are two arguments swapped?)`, secret)
  return checkHmacSecret(option, secret)
}
