import { checkName, JwtOptionError, MAX_IDENTITY_LENGTH, refuse } from '@x/jwt-core/token'

/**
 * Checks who the bearer is to be. An integer becomes a string; undefined is refused, since a token for nobody is not
 * what a request without a name asks for.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function checkIdentity(option: string, value: unknown): string {
  if (value === undefined) refuse(option, 'a name: leave it out for a token of nobody', value)
  const identity = checkName(option, Number.isSafeInteger(value) ? String(value) : value)
  // No text has more characters than code units, and those need not be counted.
  if (identity.length > MAX_IDENTITY_LENGTH && [...identity].length > MAX_IDENTITY_LENGTH)
    throw new JwtOptionError(option, `must be at most ${MAX_IDENTITY_LENGTH} characters, Twilio's limit`)
  return identity
}
