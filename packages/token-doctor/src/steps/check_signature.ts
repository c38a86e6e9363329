import type { KeyOrRing } from '@x/jwt-core'
import type { Examined } from '../examined.ts'
import { type Problem, toProblem } from '../rules/rule.ts'
import { KEY_RETIRED } from '../rules/signature/key_retired.ts'
import { KEY_UNAVAILABLE } from '../rules/signature/key_unavailable.ts'
import { KEY_UNKNOWN } from '../rules/signature/key_unknown.ts'
import { KEY_UNREADABLE } from '../rules/signature/key_unreadable.ts'
import { RUNTIME_UNSUPPORTED } from '../rules/signature/runtime_unsupported.ts'
import { SECRET_SHORT } from '../rules/signature/secret_short.ts'
import { SECRET_STRAY_CHARACTERS } from '../rules/signature/secret_stray_characters.ts'
import { SECRET_UNFIT } from '../rules/signature/secret_unfit.ts'
import { SIGNATURE_INVALID } from '../rules/signature/signature_invalid.ts'
import { SIGNATURE_LENGTH_WRONG } from '../rules/signature/signature_length_wrong.ts'
import type { SignatureRule } from '../rules/signature/signature_rule.ts'
import { SIGNATURE_UNCHECKED } from '../rules/signature/signature_unchecked.ts'
import { SIGNATURE_VERIFIED } from '../rules/signature/signature_verified.ts'
import { SIGNED_WITH_API_KEY_SECRET } from '../rules/signature/signed_with_api_key_secret.ts'
import { SIGNED_WITH_AUTH_TOKEN } from '../rules/signature/signed_with_auth_token.ts'
import { SIGNED_WITH_DECODED_SECRET } from '../rules/signature/signed_with_decoded_secret.ts'
import { SIGNED_WITH_ENCODED_SECRET } from '../rules/signature/signed_with_encoded_secret.ts'
import { SIGNED_WITH_PLACEHOLDER } from '../rules/signature/signed_with_placeholder.ts'
import { SIGNED_WITH_SID } from '../rules/signature/signed_with_sid.ts'
import { SIGNED_WITH_STRAY_CHARACTERS } from '../rules/signature/signed_with_stray_characters.ts'
import { VERIFICATION_REFUSED } from '../rules/signature/verification_refused.ts'
import { attempt, isSignedWith, type Outcome } from '../signature/attempt.ts'
import { lengthOfSignature, type NamedKey, nameKeys, type Trial } from '../signature/trial.ts'

/** Of a key that is right, the first that fits. */
const RIGHT: readonly SignatureRule[] = [
  SIGNED_WITH_STRAY_CHARACTERS,
  SIGNED_WITH_PLACEHOLDER,
  SIGNED_WITH_AUTH_TOKEN,
  SIGNED_WITH_API_KEY_SECRET,
  SIGNATURE_VERIFIED,
]

/** Of a token by HMAC that no secret is right for: each tries what would have been. */
const NEARLY: readonly SignatureRule[] = [
  SECRET_STRAY_CHARACTERS,
  SIGNED_WITH_STRAY_CHARACTERS,
  SIGNED_WITH_DECODED_SECRET,
  SIGNED_WITH_ENCODED_SECRET,
  SIGNED_WITH_SID,
  SIGNED_WITH_PLACEHOLDER,
]

/** What the refusals of all keys come to, the most telling first. */
const WRONG: readonly SignatureRule[] = [
  SIGNATURE_UNCHECKED,
  RUNTIME_UNSUPPORTED,
  KEY_RETIRED,
  KEY_UNAVAILABLE,
  SECRET_UNFIT,
  SIGNATURE_INVALID,
  KEY_UNKNOWN,
  KEY_UNREADABLE,
  VERIFICATION_REFUSED,
]

/** What checking the signature found. */
export interface SignatureResult {
  readonly problem: Problem
  /** Of a secret that is right and nothing else is wrong with: that it is short. */
  readonly short?: Problem
  /** Of a token whose signature is good and that verifying refuses all the same: that it does. */
  readonly refused?: Problem
}

interface Tried extends Pick<Trial, 'outcomes' | 'good'> {
  readonly whole?: Outcome
}

async function tryAll(text: string, secrets: readonly NamedKey[], token: Examined): Promise<Tried> {
  const outcomes: Outcome[] = []
  for (const named of secrets) {
    const { signature, whole } = await attempt(text, named.key, token)
    outcomes.push(signature)
    if (signature === 'ok') return { outcomes, good: named, whole }
  }
  return { outcomes, good: undefined }
}

async function firstOf(rules: readonly SignatureRule[], trial: Trial): Promise<Problem | undefined> {
  for (const rule of rules) {
    const found = await rule.check(trial)
    if (found !== undefined) return toProblem(rule, found)
  }
  return undefined
}

/** Checks the signature with each secret until one is right, and else says what is wrong. */
export async function checkSignature(
  text: string,
  token: Examined,
  given: readonly KeyOrRing[],
): Promise<SignatureResult> {
  const secrets = nameKeys(given, token)
  const tries = async (key: string | Uint8Array) => {
    try {
      return await isSignedWith(key, text, token)
    } catch {
      // A runtime without WebCrypto finds no key that was not asked for; of one that was given, `attempt` says so.
      return false
    }
  }
  const untried: Trial = { text, token, secrets, tries, outcomes: [], good: undefined }
  const wrongLength = await firstOf([SIGNATURE_LENGTH_WRONG], untried)
  if (wrongLength !== undefined) return { problem: wrongLength }
  const { whole = 'ok', ...tried } = await tryAll(text, secrets, token)
  const trial: Trial = { ...untried, ...tried }
  if (trial.good !== undefined) {
    const problem = (await firstOf(RIGHT, trial)) as Problem
    const short = problem.entry === SIGNATURE_VERIFIED ? await firstOf([SECRET_SHORT], trial) : undefined
    const told = { problem, ...(short && { short }) }
    // jwt-core has the last word: a token that it refuses is never told to be good.
    const message = `verifying refuses the token with ${whole}`
    return whole === 'ok' ? told : { ...told, refused: toProblem(VERIFICATION_REFUSED, { message }) }
  }
  const rules = lengthOfSignature(token.header.alg) === undefined ? WRONG : [...NEARLY, ...WRONG]
  return { problem: (await firstOf(rules, trial)) as Problem }
}
