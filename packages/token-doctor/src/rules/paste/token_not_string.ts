import { describe, isBytes, isRecord } from '@x/jwt-core/token'
import { isEmptyRecord } from '../../read/answer.ts'
import type { ValueRule } from './paste_rule.ts'

export const TOKEN_NOT_STRING: ValueRule = {
  code: 'TOKEN_NOT_STRING',
  severity: 'error',
  twilioError: 20101,
  elsewhere: { 'client-capability': 31204 },
  cause: 'Something other than a string was passed as the token, such as a promise or a token object.',
  example: '`new Device(fetchToken())`, where `fetchToken` returns a promise',
  mend: 'Pass the token itself: await the promise, call `toJwt()` on the token object, turn bytes into text.',
  recognise(value, show) {
    if (typeof value === 'string') return undefined
    if (typeof (value as Promise<unknown> | null)?.then === 'function')
      return {
        message: 'the token is a promise, not a string',
        fix: 'Await the promise and pass what it gives.',
      }
    if (typeof (value as { toJwt?: unknown } | null)?.toJwt === 'function')
      return {
        message: 'the token is a token object, not a string',
        fix: 'Pass what its toJwt() gives, awaited.',
      }
    if (value instanceof Error)
      return {
        message: `the token is an error, not a string: ${show(value.message)}`,
        fix: 'Look at where the token is fetched: that failed, and the error was passed on.',
      }
    if (isBytes(value))
      return {
        message: 'the token is bytes, not a string',
        fix: 'Decode the bytes: new TextDecoder().decode(token).',
      }
    if (isEmptyRecord(value))
      return {
        message: 'the token is {}, as JSON makes of a promise that was not awaited',
        fix: 'Await toJwt() where the token is made.',
      }
    return { message: `the token must be a string, got ${isRecord(value) ? 'an object' : describe(value)}` }
  },
}
