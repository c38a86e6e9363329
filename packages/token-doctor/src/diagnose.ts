import { decodeUnverified } from '@x/jwt-core'

import type { Diagnosis } from './diagnosis.ts'
import type { Examined } from './examined.ts'
import type { Members, Show } from './ground.ts'
import { type CheckedOptions, checkDiagnoseOptions, type DiagnoseOptions } from './options.ts'
import { kindOfParts } from './read/kind.ts'
import { algorithmsOf } from './read/kind_facts.ts'
import { rulesFor } from './rules/index.ts'
import { LONGEST_VERIFIED, TOKEN_TOO_LARGE } from './rules/paste/token_too_large.ts'
import { type Problem, toProblem } from './rules/rule.ts'
import { FOREIGN_TOKEN } from './rules/shape/foreign_token.ts'
import { SIGNATURE_REDACTED } from './rules/shape/signature_redacted.ts'
import { createShow } from './show.ts'
import { textsOf } from './signature/secret_texts.ts'
import { checkSignature } from './steps/check_signature.ts'
import { explainRefused } from './steps/explain_refused.ts'
import { readValue } from './steps/read_value.ts'
import { recognise } from './steps/recognise.ts'
import { unwrap } from './steps/unwrap.ts'
import { type Examination, severityOf, tell } from './tell.ts'

/** The longest text that is looked at, in characters. */
const LONGEST = 65536

function tooLarge(text: string): Problem[] {
  const found = TOKEN_TOO_LARGE.recognise(text)
  return found === undefined ? [] : [toProblem(TOKEN_TOO_LARGE, found)]
}

async function signatureProblems(
  text: string,
  token: Examined,
  options: CheckedOptions,
  isGood: boolean,
): Promise<Problem[]> {
  if (SIGNATURE_REDACTED.restore(text) !== undefined) {
    const message = 'the signature was taken out of the token; the rest was examined'
    const severity = options.secrets.length > 0 ? 'error' : undefined
    return [toProblem(SIGNATURE_REDACTED, { claim: 'signature', message, severity })]
  }
  // Where no algorithm fits or the token is too large, what is said of it is all there is to say.
  if (text.length > LONGEST_VERIFIED || !algorithmsOf(token.kind).includes(token.header.alg as string))
    return []
  const { problem, short, refused } = await checkSignature(text, token, options.secrets)
  // What is told of the claims by itself needs no such word.
  const isTold = !isGood || severityOf(problem, options.product) === 'error'
  return [problem, short, isTold ? undefined : refused].filter((each) => each !== undefined)
}

/** Examines a token that could be decoded. */
async function examineToken(text: string, token: Examined, options: CheckedOptions): Promise<Problem[]> {
  const problems: Problem[] = []
  for (const rule of rulesFor(token.kind)) {
    for (const found of rule.check(token)) problems.push(toProblem(rule, found))
  }
  const isGood = problems.every((problem) => severityOf(problem, options.product) !== 'error')
  return [...problems, ...(await signatureProblems(text, token, options, isGood))]
}

/** Examines a bare text. */
async function examineText(
  text: string,
  options: CheckedOptions,
  secretTexts: readonly string[],
  show: Show,
): Promise<Examination> {
  let header: Members
  let payload: Members
  try {
    ;({ header, payload } = decodeUnverified(SIGNATURE_REDACTED.restore(text) ?? text, {
      maxTokenSize: LONGEST,
    }))
  } catch {
    const refused = explainRefused(text)
    const { header, payload, problems } = refused
    const isRead = header !== undefined || payload !== undefined
    const kind = isRead ? kindOfParts(header ?? {}, payload ?? {}) : 'none'
    // No secret verifies what cannot be read.
    const isAsked = options.secrets.length > 0
    return {
      ...refused,
      kind,
      problems: problems.map((each) => (isAsked ? { ...each, severity: 'error' } : each)),
    }
  }
  const kind = kindOfParts(header, payload)
  if (kind === 'foreign' || kind === 'none') {
    const problems = [...FOREIGN_TOKEN.check(payload, show)].map((found) => toProblem(FOREIGN_TOKEN, found))
    return { kind, header, payload, problems }
  }
  const { accountSid, product, now } = options
  const readings = new Map<unknown, unknown>()
  const token = { kind, header, payload, accountSid, product, now, show, secretTexts, readings }
  return { kind, header, payload, problems: await examineToken(text, token, options) }
}

/** Examines whatever was passed as the token. */
async function examine(pasted: unknown, options: CheckedOptions): Promise<Examination> {
  const secretTexts = textsOf(options.secrets)
  const show = createShow(secretTexts)
  if (typeof pasted === 'string' && pasted.length > LONGEST)
    return { kind: 'none', problems: tooLarge(pasted) }
  const read = typeof pasted === 'string' ? unwrap(pasted, show) : readValue(pasted, show)
  const { text, problems } = read
  if (text === undefined) return { kind: 'none', problems }
  if (text.length > LONGEST) return { kind: 'none', problems: [...problems, ...tooLarge(text)] }
  // A secret must be told as one, whatever it was wrapped in.
  const known = read.isToken ? undefined : recognise(text, show)
  if (known !== undefined) return { kind: 'none', problems: [known] }
  const examination = await examineText(text, options, secretTexts, show)
  return { ...examination, problems: [...problems, ...tooLarge(text), ...examination.problems] }
}

/**
 * Says what is wrong with a token, why Twilio will refuse it and how to mend it. It never throws on a bad token: that
 * is what it is for. `ok` is true only where no finding is an error; with a secret given, only where verifying takes
 * the token as well.
 *
 * @example
 * ```ts
 * const { ok, findings } = await diagnose(jwt, { secret: apiKeySecret, product: 'video' })
 * for (const { severity, message, fix } of findings) console.log(`${severity}: ${message}. ${fix}`)
 * ```
 * @throws JwtOptionError `ERR_OPTION_INVALID`, `ERR_KEY_INVALID` when an option is wrong
 */
export async function diagnose(token: unknown, options: DiagnoseOptions = {}): Promise<Diagnosis> {
  const checked = checkDiagnoseOptions(options)
  return tell(await examine(token, checked), checked.product)
}
