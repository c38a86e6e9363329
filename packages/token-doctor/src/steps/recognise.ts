import type { Show } from '../ground.ts'
import { TOKEN_START } from '../read/find_token.ts'
import { ENDPOINT_ANSWERED_ERROR } from '../rules/paste/endpoint_answered_error.ts'
import { TOKEN_DECODED } from '../rules/paste/token_decoded.ts'
import { TOKEN_EMPTY } from '../rules/paste/token_empty.ts'
import { TOKEN_IS_API_KEY_SECRET } from '../rules/paste/token_is_api_key_secret.ts'
import { TOKEN_IS_AUTH_TOKEN } from '../rules/paste/token_is_auth_token.ts'
import { TOKEN_IS_PRIVATE_KEY } from '../rules/paste/token_is_private_key.ts'
import { TOKEN_IS_SID } from '../rules/paste/token_is_sid.ts'
import { TOKEN_NOT_AWAITED } from '../rules/paste/token_not_awaited.ts'
import { TOKEN_PLACEHOLDER } from '../rules/paste/token_placeholder.ts'
import { type FindingEntry, type Found, type Problem, toProblem } from '../rules/rule.ts'
import { FOREIGN_TOKEN } from '../rules/shape/foreign_token.ts'

type Recognise = (text: string, show: Show) => Found | undefined

const RULES: readonly (FindingEntry & { readonly recognise: Recognise })[] = [
  TOKEN_EMPTY,
  FOREIGN_TOKEN,
  TOKEN_PLACEHOLDER,
  TOKEN_IS_PRIVATE_KEY,
  TOKEN_IS_SID,
  TOKEN_IS_AUTH_TOKEN,
  TOKEN_IS_API_KEY_SECRET,
  TOKEN_NOT_AWAITED,
  TOKEN_DECODED,
  ENDPOINT_ANSWERED_ERROR,
]

/** Says what a text is that is no token; undefined where it may be one. */
export function recognise(text: string, show: Show): Problem | undefined {
  // What begins as a token does is read as one.
  if (TOKEN_START.test(text)) return undefined
  for (const rule of RULES) {
    const found = rule.recognise(text, show)
    if (found !== undefined) return toProblem(rule, found)
  }
  return undefined
}
