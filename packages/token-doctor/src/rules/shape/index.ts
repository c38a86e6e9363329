import type { FindingEntry } from '../rule.ts'
import { FOREIGN_TOKEN } from './foreign_token.ts'
import { PART_NOT_BASE64URL } from './part_not_base64url.ts'
import { PART_NOT_JSON } from './part_not_json.ts'
import { PART_NOT_OBJECT } from './part_not_object.ts'
import { PART_NOT_UTF8 } from './part_not_utf8.ts'
import { SIGNATURE_REDACTED } from './signature_redacted.ts'
import { TOKEN_ENCRYPTED } from './token_encrypted.ts'
import { TOKEN_MALFORMED } from './token_malformed.ts'
import { TOKEN_NOT_JWT } from './token_not_jwt.ts'
import { TOKEN_TRUNCATED } from './token_truncated.ts'
import { TOKEN_UNSIGNED } from './token_unsigned.ts'

export {
  FOREIGN_TOKEN,
  PART_NOT_BASE64URL,
  PART_NOT_JSON,
  PART_NOT_OBJECT,
  PART_NOT_UTF8,
  SIGNATURE_REDACTED,
  TOKEN_ENCRYPTED,
  TOKEN_MALFORMED,
  TOKEN_NOT_JWT,
  TOKEN_TRUNCATED,
  TOKEN_UNSIGNED,
}

/** In the order in which they are looked for. */
export const RULES: readonly FindingEntry[] = [
  FOREIGN_TOKEN,
  PART_NOT_BASE64URL,
  PART_NOT_JSON,
  PART_NOT_OBJECT,
  PART_NOT_UTF8,
  SIGNATURE_REDACTED,
  TOKEN_ENCRYPTED,
  TOKEN_MALFORMED,
  TOKEN_NOT_JWT,
  TOKEN_TRUNCATED,
  TOKEN_UNSIGNED,
]
