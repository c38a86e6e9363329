import { JwtOptionError } from '@x/jwt-core'

/**
 * Parses the URL of a request. The URL never shows in a message: it may hold a password.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function parseRequestUrl(value: unknown): URL {
  if (!URL.canParse(String(value)) || !/^https?:/i.test(String(value).trimStart()))
    throw new JwtOptionError('url', 'must be an absolute http or https URL')
  const url = new URL(String(value))
  if (url.username !== '' || url.password !== '')
    throw new JwtOptionError(
      'url',
      'must not hold a user name or password; send them in the Authorization header, which is signed',
    )
  return url
}
