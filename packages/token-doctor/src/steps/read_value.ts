import { isBytes } from '@x/jwt-core/token'
import type { Show } from '../ground.ts'
import { findToken, isDecodedToken } from '../read/find_token.ts'
import { ENDPOINT_ANSWERED_ERROR } from '../rules/paste/endpoint_answered_error.ts'
import { TOKEN_DECODED } from '../rules/paste/token_decoded.ts'
import { TOKEN_IN_JSON } from '../rules/paste/token_in_json.ts'
import { TOKEN_NOT_AWAITED } from '../rules/paste/token_not_awaited.ts'
import { TOKEN_NOT_STRING } from '../rules/paste/token_not_string.ts'
import { type Problem, toProblem } from '../rules/rule.ts'
import { unwrap } from './unwrap.ts'

/** What was passed in place of a text, and the token found within. */
interface ReadValue {
  readonly text: string | undefined
  readonly problems: readonly Problem[]
  readonly isToken?: boolean
}

function read(value: unknown, show: Show): ReadValue {
  const isThing = ['then', 'toJwt'].some(
    (name) => typeof (value as Record<string, unknown> | null)?.[name] === 'function',
  )
  const found = isThing || isBytes(value) ? undefined : findToken(value)
  if (found !== undefined) {
    const message = `the token is the member ${show(found.path)} of an object, and the object was passed`
    const problem = { message, fix: 'Pass that member, not the object.' }
    const within = unwrap(found.token, show)
    return { ...within, problems: [toProblem(TOKEN_IN_JSON, problem), ...within.problems] }
  }
  if (!isThing && isDecodedToken(value)) {
    const message = 'the token is an object with the claims of a token, not the signed token'
    return { text: undefined, problems: [toProblem(TOKEN_DECODED, { message })] }
  }
  const unawaited = isThing ? undefined : TOKEN_NOT_AWAITED.recognise(value, show)
  if (unawaited !== undefined) return { text: undefined, problems: [toProblem(TOKEN_NOT_AWAITED, unawaited)] }
  const answer = isThing ? undefined : ENDPOINT_ANSWERED_ERROR.recognise(value, show)
  if (answer !== undefined) return { text: undefined, problems: [toProblem(ENDPOINT_ANSWERED_ERROR, answer)] }
  const message = 'the token must be a string'
  const problem = TOKEN_NOT_STRING.recognise(value, show) ?? { message }
  return { text: undefined, problems: [toProblem(TOKEN_NOT_STRING, problem)] }
}

/** Says what was passed in place of a string; a token inside it is taken out. */
export function readValue(value: unknown, show: Show): ReadValue {
  try {
    return read(value, show)
  } catch {
    // An object may throw at being looked at.
    const message = 'the token must be a string, got an object that cannot be read'
    return { text: undefined, problems: [toProblem(TOKEN_NOT_STRING, { message })] }
  }
}
