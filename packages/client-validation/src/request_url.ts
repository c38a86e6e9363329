import { JwtError, JwtOptionError } from '@x/jwt-core'

/**
 * Parses the URL of a request, where a base is given as an answer to it. The URL never shows in a message: it may hold a
 * password.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 * @throws JwtError `ERR_RUNTIME_UNSUPPORTED` where the runtime has no `URL`
 */
export function parseRequestUrl(value: unknown, base?: string): URL {
  if (typeof URL !== 'function')
    throw new JwtError(
      'ERR_RUNTIME_UNSUPPORTED',
      'this runtime has no URL: in React Native, install react-native-url-polyfill',
    )
  let url: URL | undefined
  try {
    url = new URL(String(value), base)
  } catch {
    // The runtime's own message may quote it.
  }
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new JwtOptionError('url', 'must be an absolute http or https URL')
  if (url.username !== '' || url.password !== '')
    throw new JwtOptionError(
      'url',
      'must not hold a user name or password; send them in the Authorization header, which is signed',
    )
  return url
}
