import type { FindingEntry } from '../rule.ts'
import { ENDPOINT_ANSWERED_ERROR } from './endpoint_answered_error.ts'
import { TOKEN_BEARER_PREFIX } from './token_bearer_prefix.ts'
import { TOKEN_DECODED } from './token_decoded.ts'
import { TOKEN_EMPTY } from './token_empty.ts'
import { TOKEN_ENCODED } from './token_encoded.ts'
import { TOKEN_IN_JSON } from './token_in_json.ts'
import { TOKEN_IN_TEXT } from './token_in_text.ts'
import { TOKEN_IN_URL } from './token_in_url.ts'
import { TOKEN_IS_API_KEY_SECRET } from './token_is_api_key_secret.ts'
import { TOKEN_IS_AUTH_TOKEN } from './token_is_auth_token.ts'
import { TOKEN_IS_PRIVATE_KEY } from './token_is_private_key.ts'
import { TOKEN_IS_SID } from './token_is_sid.ts'
import { TOKEN_NOT_AWAITED } from './token_not_awaited.ts'
import { TOKEN_NOT_STRING } from './token_not_string.ts'
import { TOKEN_PLACEHOLDER } from './token_placeholder.ts'
import { TOKEN_QUOTED } from './token_quoted.ts'
import { TOKEN_TOO_LARGE } from './token_too_large.ts'
import { TOKEN_URL_ENCODED } from './token_url_encoded.ts'
import { TOKEN_WHITESPACE } from './token_whitespace.ts'

export {
  ENDPOINT_ANSWERED_ERROR,
  TOKEN_BEARER_PREFIX,
  TOKEN_DECODED,
  TOKEN_EMPTY,
  TOKEN_ENCODED,
  TOKEN_IN_JSON,
  TOKEN_IN_TEXT,
  TOKEN_IN_URL,
  TOKEN_IS_API_KEY_SECRET,
  TOKEN_IS_AUTH_TOKEN,
  TOKEN_IS_PRIVATE_KEY,
  TOKEN_IS_SID,
  TOKEN_NOT_AWAITED,
  TOKEN_NOT_STRING,
  TOKEN_PLACEHOLDER,
  TOKEN_QUOTED,
  TOKEN_TOO_LARGE,
  TOKEN_URL_ENCODED,
  TOKEN_WHITESPACE,
}

/** In the order in which they are looked for. */
export const RULES: readonly FindingEntry[] = [
  ENDPOINT_ANSWERED_ERROR,
  TOKEN_BEARER_PREFIX,
  TOKEN_DECODED,
  TOKEN_EMPTY,
  TOKEN_ENCODED,
  TOKEN_IN_JSON,
  TOKEN_IN_TEXT,
  TOKEN_IN_URL,
  TOKEN_IS_API_KEY_SECRET,
  TOKEN_IS_AUTH_TOKEN,
  TOKEN_IS_PRIVATE_KEY,
  TOKEN_IS_SID,
  TOKEN_NOT_AWAITED,
  TOKEN_NOT_STRING,
  TOKEN_PLACEHOLDER,
  TOKEN_QUOTED,
  TOKEN_TOO_LARGE,
  TOKEN_URL_ENCODED,
  TOKEN_WHITESPACE,
]
