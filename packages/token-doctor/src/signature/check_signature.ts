import { isKeyRing, type KeyOrRing } from '@x/jwt-core'
import type { Examined, Problem } from '../problem.ts'
import { attempt, type Outcome } from './attempt.ts'
import { findNearSecret, findShownSecret } from './find_near_secret.ts'
import { explainRefusal } from './refusal.ts'

/** What checking the signature found, and the key it is good with. */
export interface SignatureResult {
  readonly problems: readonly Problem[]
  readonly key?: KeyOrRing
}

/** The characters of a signature by HMAC. */
const LENGTHS: Readonly<Record<string, number>> = { HS256: 43, HS384: 64, HS512: 86 }

function isAuthToken(key: KeyOrRing): boolean {
  return typeof key === 'string' && /^[0-9a-f]{32}$/.test(key)
}

/** 32 letters and digits, with letters of both cases: what no auth token has. */
function isApiKeySecret(key: KeyOrRing): boolean {
  return typeof key === 'string' && /^(?=.*[a-z])(?=.*[A-Z])[0-9a-zA-Z]{32}$/.test(key)
}

function nameOf(key: KeyOrRing, index: number, count: number, { payload, header, show }: Examined): string {
  if (isKeyRing(key)) {
    const isByIssuer = key.keyIds === undefined || key.keyIds.includes(payload.iss as string)
    return `the key ring's key ${show(isByIssuer ? payload.iss : header.kid)}`
  }
  return count === 1 ? 'the secret given' : `the secret at index ${index} of the ${count} given`
}

/** Says what is amiss with a key that the signature is good with. */
function findMisuse(kind: Examined['kind'], key: KeyOrRing, name: string): Problem | undefined {
  const signed = `the token was signed with ${name}, which looks like`
  if (kind === 'access-token' && isAuthToken(key))
    return { code: 'SIGNED_WITH_AUTH_TOKEN', message: `${signed} an account's auth token` }
  if (kind.endsWith('-capability') && isApiKeySecret(key))
    return { code: 'SIGNED_WITH_API_KEY_SECRET', message: `${signed} an API key's secret` }
  return undefined
}

function checkLength(signature: string, alg: unknown): Problem | undefined {
  const expected = LENGTHS[alg as string]
  if (expected === undefined || signature.length === expected) return undefined
  const happened = signature.length < expected ? 'its end was cut off' : 'something was added'
  const message = `the signature has ${signature.length} characters, but one of ${alg} has ${expected}: ${happened}`
  return { code: 'SIGNATURE_LENGTH_WRONG', claim: 'signature', message }
}

/** Says why none of the secrets is right, or that there was none. */
async function explain(
  text: string,
  token: Examined,
  secrets: readonly KeyOrRing[],
  outcomes: readonly Outcome[],
): Promise<Problem> {
  if (Object.hasOwn(LENGTHS, token.header.alg as string)) {
    for (const [index, secret] of secrets.entries()) {
      const near = await findNearSecret(text, secret, nameOf(secret, index, secrets.length, token))
      if (near !== undefined) return near
    }
    const shown = await findShownSecret(text, token)
    if (shown !== undefined) return shown
  }
  if (secrets.length > 0) return explainRefusal(outcomes, token)
  const message = 'no secret was given, so the signature was not checked'
  return { code: 'SIGNATURE_UNCHECKED', message }
}

/** Checks the signature with each secret until one is right, and else says what is wrong. */
export async function checkSignature(
  text: string,
  token: Examined,
  secrets: readonly KeyOrRing[],
): Promise<SignatureResult> {
  const wrongLength = checkLength(text.slice(text.lastIndexOf('.') + 1), token.header.alg)
  if (wrongLength !== undefined) return { problems: [wrongLength] }
  const outcomes: Outcome[] = []
  for (const [index, key] of secrets.entries()) {
    const outcome = await attempt(text, key)
    outcomes.push(outcome)
    if (outcome !== 'ok') continue
    const name = nameOf(key, index, secrets.length, token)
    const verified: Problem = {
      code: 'SIGNATURE_VERIFIED',
      message: `the signature is good: made with ${name}`,
    }
    return { problems: [findMisuse(token.kind, key, name) ?? verified], key }
  }
  return { problems: [await explain(text, token, secrets, outcomes)] }
}
