import { describe, isRecord } from '@x/jwt-core'
import type { Problem } from '../problem.ts'
import { findToken, isDecodedToken } from './find_token.ts'
import type { Unwrapped } from './unwrap.ts'

type Show = (value: unknown) => string

function notString(message: string, fix?: string): Unwrapped {
  return { text: undefined, problems: [{ code: 'TOKEN_NOT_STRING', message, fix }] }
}

function read(value: unknown, show: Show): Unwrapped {
  if (typeof (value as Promise<unknown> | null)?.then === 'function')
    return notString('the token is a promise, not a string', 'Await the promise and pass what it gives.')
  if (typeof (value as { toJwt?: unknown } | null)?.toJwt === 'function')
    return notString('the token is a token object, not a string', 'Pass what its toJwt() gives, awaited.')
  if (value instanceof Uint8Array)
    return notString('the token is bytes, not a string', 'Decode the bytes: new TextDecoder().decode(token).')
  const found = findToken(value)
  if (found !== undefined) {
    const message = `the token is the member ${show(found.path)} of an object, and the object was passed`
    const problem: Problem = { code: 'TOKEN_IN_JSON', message, fix: 'Pass that member, not the object.' }
    return { text: found.token, problems: [problem] }
  }
  if (isDecodedToken(value)) {
    const message = 'the token is an object with the claims of a token, not the signed token'
    return { text: undefined, problems: [{ code: 'TOKEN_DECODED', message }] }
  }
  return notString(`the token must be a string, got ${isRecord(value) ? 'an object' : describe(value)}`)
}

/** Says what was passed in place of a string; a token inside it is taken out. */
export function readNoString(value: unknown, show: Show): Unwrapped {
  try {
    return read(value, show)
  } catch {
    // An object may throw at being looked at.
    return notString('the token must be a string, got an object that cannot be read')
  }
}
