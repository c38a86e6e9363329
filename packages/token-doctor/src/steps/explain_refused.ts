import type { Members } from '../ground.ts'
import { dissect } from '../read/dissect.ts'
import { hasStrayBits } from '../read/part.ts'
import { type Problem, toProblem } from '../rules/rule.ts'
import { PART_NOT_BASE64URL } from '../rules/shape/part_not_base64url.ts'
import { PART_NOT_JSON } from '../rules/shape/part_not_json.ts'
import { PART_NOT_OBJECT } from '../rules/shape/part_not_object.ts'
import { PART_NOT_UTF8 } from '../rules/shape/part_not_utf8.ts'
import type { ShapeRule } from '../rules/shape/shape_rule.ts'
import { TOKEN_ENCRYPTED } from '../rules/shape/token_encrypted.ts'
import { TOKEN_MALFORMED } from '../rules/shape/token_malformed.ts'
import { TOKEN_NOT_JWT } from '../rules/shape/token_not_jwt.ts'
import { TOKEN_TRUNCATED } from '../rules/shape/token_truncated.ts'
import { TOKEN_UNSIGNED } from '../rules/shape/token_unsigned.ts'
import { SIGNATURE_LENGTH_WRONG, signatureLengthFlaw } from '../rules/signature/signature_length_wrong.ts'

/** A text that the strict parser refuses: why, and what could be read of it all the same. */
export interface Refused {
  readonly problems: readonly Problem[]
  readonly header: Members | undefined
  readonly payload: Members | undefined
}

/** What the whole text is; the first that fits says all. */
const WHOLE: readonly ShapeRule[] = [TOKEN_ENCRYPTED, TOKEN_TRUNCATED, TOKEN_NOT_JWT]

/** What is wrong with the parts, all that fit. */
const PARTS: readonly ShapeRule[] = [
  PART_NOT_BASE64URL,
  PART_NOT_UTF8,
  PART_NOT_JSON,
  PART_NOT_OBJECT,
  TOKEN_MALFORMED,
  TOKEN_UNSIGNED,
]

/** Says why a strict parser refuses a text. */
export function explainRefused(text: string): Refused {
  const dissected = dissect(text)
  const { header, payload } = dissected
  const check = (rule: ShapeRule) => [...rule.check(dissected)].map((found) => toProblem(rule, found))
  for (const rule of WHOLE) {
    const problems = check(rule)
    if (problems.length > 0) return { problems, header: header.value, payload: payload.value }
  }
  const problems = PARTS.flatMap(check)
  const cut = problems.length > 0 ? undefined : signatureLengthFlaw(text, header.value?.alg)
  if (cut !== undefined) problems.push(toProblem(SIGNATURE_LENGTH_WRONG, cut))
  if (problems.length === 0 && hasStrayBits(dissected.signature)) {
    const message = 'the signature ends in stray bits, as of a cut or changed character'
    problems.push(toProblem(TOKEN_MALFORMED, { claim: 'signature', message }))
  }
  // What is left to a strict parser is a name that stands twice in one object.
  if (problems.length === 0) {
    const message = 'the header or the payload has a member name twice'
    problems.push(toProblem(TOKEN_MALFORMED, { message }))
    return { problems, header: undefined, payload: undefined }
  }
  return { problems, header: header.value, payload: payload.value }
}
