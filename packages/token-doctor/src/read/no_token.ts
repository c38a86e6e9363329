import type { Problem } from '../problem.ts'
import { isDecodedToken } from './find_token.ts'

const PLACEHOLDERS = new Set(['undefined', 'null', 'NaN', 'true', 'false', 'None', 'nil'])

const SIDS: Readonly<Record<string, string>> = {
  AC: 'an account SID',
  AP: 'an application SID',
  CR: 'a credential SID',
  IS: 'a service SID',
  SK: 'an API key SID',
}

function isJsonOfClaims(text: string): boolean {
  if (!text.startsWith('{')) return false
  try {
    return isDecodedToken(JSON.parse(text))
  } catch {
    return false
  }
}

/** Says what a text is that is no token; undefined where it may be one. Its value is never shown. */
export function recognise(text: string): Problem | undefined {
  if (text.trim() === '') return { code: 'TOKEN_EMPTY', message: 'the token is empty' }
  if (PLACEHOLDERS.has(text) || /^\[object \w{1,40}\]$/.test(text))
    return {
      code: 'TOKEN_PLACEHOLDER',
      message: `the token is the text "${text}", which code makes of a value that is no text`,
    }
  if (text.includes('-----BEGIN '))
    return { code: 'TOKEN_IS_PRIVATE_KEY', message: 'a PEM key was passed where the token belongs' }
  if (/^[A-Z]{2}[0-9a-f]{32}$/.test(text)) {
    const kind = SIDS[text.slice(0, 2)] ?? 'a SID'
    return {
      code: 'TOKEN_IS_SID',
      message: `${kind} (${text.slice(0, 2)}…) was passed where the token belongs`,
    }
  }
  if (/^[0-9a-f]{32}$/i.test(text))
    return {
      code: 'TOKEN_IS_AUTH_TOKEN',
      message: 'this has the shape of an account’s auth token (32 hexadecimal digits), not of a token',
    }
  if (/^[0-9a-zA-Z]{32}$/.test(text))
    return {
      code: 'TOKEN_IS_API_KEY_SECRET',
      message: 'this has the shape of an API key’s secret (32 letters and digits), not of a token',
    }
  if (isJsonOfClaims(text))
    return { code: 'TOKEN_DECODED', message: 'this is the JSON that a token holds, not the signed token' }
  return undefined
}
