import { decodeUnverified, Jwt, JwtError, type KeyOrRing } from '@x/jwt-core'
import { checkGrants } from './checks/grants.ts'
import { algorithmsOf, checkHeader } from './checks/header.ts'
import { checkIdentity } from './checks/names.ts'
import { checkAccountParties, checkApiKeyParties, checkTokenId } from './checks/parties.ts'
import { checkPrivacy } from './checks/privacy.ts'
import { checkProduct } from './checks/product.ts'
import { checkScopes } from './checks/scopes.ts'
import { checkSignedRequest } from './checks/signed_request.ts'
import { checkTaskRouter } from './checks/taskrouter.ts'
import { checkTimes } from './checks/times.ts'
import type { Diagnosis, TokenKind } from './diagnosis.ts'
import { FINDINGS } from './findings.ts'
import { type CheckedOptions, checkDiagnoseOptions, type DiagnoseOptions } from './options.ts'
import type { Check, Examined, Problem } from './problem.ts'
import { findMaker } from './read/foreign.ts'
import { kindOf } from './read/kind.ts'
import { readNoString } from './read/no_string.ts'
import { recognise } from './read/no_token.ts'
import { explainRefused } from './read/refused.ts'
import { unwrap } from './read/unwrap.ts'
import { createShow } from './show.ts'
import { checkSignature, type SignatureResult } from './signature/check_signature.ts'
import { type Examination, tell } from './tell.ts'

/** The longest text that is looked at, in characters. */
const LONGEST = 65536

/** The longest token that jwt-core verifies unless told otherwise, in characters. */
const LONGEST_VERIFIED = 16384

type TwilioKind = Exclude<TokenKind, 'foreign' | 'none'>

/** What is looked at in each kind of token. A check of a new side is listed here. */
const CHECKS: Readonly<Record<TwilioKind, readonly Check[]>> = {
  'access-token': [checkHeader, checkApiKeyParties, checkTokenId, checkTimes, checkGrants, checkIdentity],
  'client-capability': [checkHeader, checkAccountParties, checkTimes, checkProduct, checkScopes],
  'taskrouter-capability': [checkHeader, checkAccountParties, checkTimes, checkProduct, checkTaskRouter],
  'client-validation': [checkHeader, checkApiKeyParties, checkTimes, checkProduct, checkSignedRequest],
}

function isError({ code }: Problem): boolean {
  return FINDINGS[code].severity === 'error'
}

/** Has jwt-core say the last word: a token that it refuses is never told to be good. */
async function confirm(token: string, key: KeyOrRing, now: number): Promise<readonly Problem[]> {
  try {
    await Jwt.decode(token, key, { now })
    return []
  } catch (error) {
    const code = error instanceof JwtError ? error.code : 'an error of the key ring'
    return [{ code: 'VERIFICATION_REFUSED', message: `verifying refuses the token with ${code}` }]
  }
}

async function examineSignature(
  text: string,
  token: Examined,
  options: CheckedOptions,
): Promise<SignatureResult> {
  // Where no algorithm fits or the token is too large, what is said of it is all there is to say.
  if (text.length > LONGEST_VERIFIED || !algorithmsOf(token.kind).includes(token.header.alg as string))
    return { problems: [] }
  return checkSignature(text, token, options.secrets)
}

/** The secrets as texts, so that they can be kept out of messages; those within a key ring are not to be had. */
function textsOf(secrets: readonly KeyOrRing[]): string[] {
  return secrets.flatMap((secret) => {
    if (secret instanceof Uint8Array) return [new TextDecoder('latin1').decode(secret)]
    return typeof secret === 'string' ? [secret, secret.trim()] : []
  })
}

function describeForeign(payload: Record<string, unknown>, show: Examined['show']): Problem {
  const maker = findMaker(payload)
  const whose =
    maker === undefined ? 'it is none of the four kinds that Twilio takes' : `it seems to be ${maker}'s`
  const issuer = payload.iss === undefined ? 'it has no iss' : `its iss is ${show(payload.iss)}`
  return {
    code: 'FOREIGN_TOKEN',
    claim: 'iss',
    message: `this is not a token of Twilio's: ${whose}; ${issuer}`,
  }
}

/** Examines a bare text. */
async function examineText(
  text: string,
  options: CheckedOptions,
  show: Examined['show'],
): Promise<Examination> {
  let decoded: ReturnType<typeof decodeUnverified>
  try {
    decoded = decodeUnverified(text, { maxTokenSize: LONGEST })
  } catch (error) {
    const refused = explainRefused(text, (error as Error).message)
    const { header, payload } = refused
    const kind = header === undefined && payload === undefined ? 'none' : kindOf(header ?? {}, payload ?? {})
    return { kind, ...refused }
  }
  const { header, payload } = decoded
  const kind = kindOf(header, payload)
  if (kind === 'foreign' || kind === 'none')
    return { kind, header, payload, problems: [describeForeign(payload, show)] }
  const token: Examined = { kind, header, payload, show, ...options }
  const problems = CHECKS[kind].flatMap((check) => [...check(token)])
  problems.push(...checkPrivacy(token, textsOf(options.secrets)))
  const signature = await examineSignature(text, token, options)
  problems.push(...signature.problems)
  if (signature.key !== undefined && !problems.some(isError))
    problems.push(...(await confirm(text, signature.key, options.now)))
  return { kind, header, payload, problems }
}

function tooLarge(length: number): Problem {
  const message = `the token has ${length} characters; verifying takes at most ${LONGEST_VERIFIED}`
  return { code: 'TOKEN_TOO_LARGE', message }
}

/** Examines whatever was passed as the token. */
async function examine(pasted: unknown, options: CheckedOptions): Promise<Examination> {
  const show = createShow(textsOf(options.secrets))
  const { text, problems } =
    typeof pasted !== 'string'
      ? readNoString(pasted, show)
      : pasted.length > LONGEST
        ? { text: undefined, problems: [tooLarge(pasted.length)] }
        : unwrap(pasted, show)
  if (text === undefined) return { kind: 'none', problems }
  if (text.length > LONGEST) return { kind: 'none', problems: [...problems, tooLarge(text.length)] }
  // A secret must be told as one, whatever it was wrapped in.
  const known = recognise(text)
  if (known !== undefined) return { kind: 'none', problems: [known] }
  const size = text.length > LONGEST_VERIFIED ? [tooLarge(text.length)] : []
  const examination = await examineText(text, options, show)
  return { ...examination, problems: [...problems, ...size, ...examination.problems] }
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
  const checked = await checkDiagnoseOptions(options)
  return tell(await examine(token, checked), checked.product)
}
