import { isBytes } from '../bytes.ts'
import { JwtOptionError } from '../errors.ts'
import { type Key, takeKey } from '../keys/key.ts'
import { chooseKey, isKeyRing, type KeyOrRing } from '../keys/key_ring.ts'
import { readSecret } from '../keys/secret.ts'
import { isRecord, refuse } from '../options.ts'
import { checkSecretText } from './secret_text.ts'

/**
 * Takes in the shared secret of `issuer`, or a ring that holds it, and tells the usual mistakes apart. The value
 * never shows.
 *
 * @param expected what it should be, such as `the API key's secret`
 * @throws JwtOptionError `ERR_OPTION_INVALID`, `ERR_KEY_INVALID`, `ERR_KEY_UNKNOWN`, `ERR_KEY_RETIRED`
 */
export function takeSharedSecret(
  option: string,
  secret: unknown,
  expected: string,
  issuer: string,
): KeyOrRing {
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
  if (typeof secret === 'string') checkSecretText(option, secret, expected)
  else if (!isBytes(secret) && !isRecord(secret)) refuse(option, `${expected}: text or bytes`, secret)
  return takeSecret(option, secret)
}

/**
 * Takes in a shared secret of any kind, such as one that was not made by Twilio.
 *
 * @throws JwtOptionError `ERR_KEY_INVALID`
 */
export function takeSecret(option: string, secret: unknown): Key {
  const key = takeKey(option, secret)
  readSecret(option, key)
  return key
}
