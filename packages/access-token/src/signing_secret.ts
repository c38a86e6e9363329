import { checkSharedSecret, type HmacSecret, type KeyRing, refuse } from '@x/jwt-core'

/** An account's auth token is 32 hexadecimal digits; an API key's secret has other letters too. */
const AUTH_TOKEN = /^[0-9a-f]{32}$/

/**
 * Checks that `secret` can be an API key's secret. The value never shows.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`, `ERR_KEY_INVALID`, `ERR_KEY_UNKNOWN`
 */
export function checkSigningSecret(secret: unknown, signingKeySid: string): HmacSecret | KeyRing {
  if (typeof secret === 'string' && AUTH_TOKEN.test(secret))
    refuse('secret', "the API key's secret, not the account's auth token", secret)
  return checkSharedSecret('secret', secret, "the API key's secret", signingKeySid)
}
