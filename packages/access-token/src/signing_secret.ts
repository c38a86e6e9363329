import { checkHmacSecret, type HmacSecret, isKeyRing, JwtOptionError, type KeyRing } from '@x/jwt-core'

/** An account's auth token is 32 hexadecimal digits; an API key's secret has other letters too. */
const AUTH_TOKEN = /^[0-9a-f]{32}$/
const SID = /^(AC|SK)[0-9a-f]{32}$/

/**
 * Checks that `secret` can be an API key's secret, and tells the usual mistakes apart. The value never shows.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`, `ERR_KEY_INVALID`, `ERR_KEY_UNKNOWN`
 */
export function checkSigningSecret(secret: unknown, signingKeySid: string): HmacSecret | KeyRing {
  if (isKeyRing(secret)) {
    if (!secret.keyIds.includes(signingKeySid))
      throw new JwtOptionError(
        'secret',
        `is a key ring that holds no key for ${signingKeySid}`,
        'ERR_KEY_UNKNOWN',
      )
    return secret
  }
  if (secret === '' || !(typeof secret === 'string' || secret instanceof Uint8Array))
    throw new JwtOptionError('secret', "must be the API key's secret: a non-empty string or bytes")
  if (typeof secret === 'string') checkMistaken(secret)
  return checkHmacSecret('secret', secret)
}

function checkMistaken(secret: string): void {
  if (SID.test(secret))
    throw new JwtOptionError('secret', "is a SID, not the API key's secret; are two arguments swapped?")
  if (AUTH_TOKEN.test(secret))
    throw new JwtOptionError(
      'secret',
      "looks like an account's auth token; an access token is signed with the secret of the API key (SK…)",
    )
}
