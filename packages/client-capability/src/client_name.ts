import { checkName, JwtOptionError } from '@x/jwt-core/token'
import { CLIENT_NAME_FORBIDDEN, MAX_CLIENT_NAME_LENGTH } from './facts.ts'

/**
 * Checks the name of a client.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function checkClientName(option: string, value: unknown): string {
  const name = checkName(option, value)
  // No text has more characters than code units, and those need not be counted.
  if (name.length > MAX_CLIENT_NAME_LENGTH && [...name].length > MAX_CLIENT_NAME_LENGTH)
    throw new JwtOptionError(option, `must be at most ${MAX_CLIENT_NAME_LENGTH} characters`)
  if (CLIENT_NAME_FORBIDDEN.test(name))
    throw new JwtOptionError(
      option,
      'must not hold a space, a control character or one of < > # % " { } | \\ ^ [ ] `',
    )
  return name
}
