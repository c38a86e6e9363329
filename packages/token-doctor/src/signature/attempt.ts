import { JwtError, JwtOptionError, type KeyOrRing, verifyCompact } from '@x/jwt-core'
import { checkClaims, isHmac, verifyHmac } from '@x/jwt-core/token'
import type { Examined } from '../examined.ts'

/** `ok`, or the code of jwt-core's refusal; `failed` for what a key ring throws of its own. */
export type Outcome = 'ok' | 'failed' | JwtError['code']

async function outcomeOf(checking: () => unknown): Promise<Outcome> {
  try {
    await checking()
    return 'ok'
  } catch (error) {
    return error instanceof JwtError ? error.code : 'failed'
  }
}

/** Whether a token was signed with a text or bytes, by an algorithm that takes such; where it takes none, it was not. */
export function isSignedWith(
  key: string | Uint8Array,
  text: string,
  { header: { alg } }: Examined,
): Promise<boolean> {
  const end = text.lastIndexOf('.')
  return isHmac(alg) ? verifyHmac(alg, key, text.slice(0, end), text.slice(end + 1)) : Promise.resolve(false)
}

/** Whether the secret that signed a token is shorter than its algorithm asks for (RFC 7518 section 3.2), or any does. */
export async function isShort(
  token: string,
  key: KeyOrRing,
): Promise<false | 'for this algorithm' | 'for every algorithm'> {
  try {
    await verifyCompact(token, key, { strictSecretLength: true })
    return false
  } catch (error) {
    if (!(error instanceof JwtError) || error.code !== 'ERR_KEY_INVALID') return false
    return error instanceof JwtOptionError ? 'for every algorithm' : 'for this algorithm'
  }
}

/** What came of one key: whether the signature is good, and if so, whether jwt-core takes the claims as well. */
export interface Attempt {
  readonly signature: Outcome
  readonly whole: Outcome
}

/** The usual case, a text as the secret of a token that was read already: nothing of it is read again. */
async function verifyText(text: string, secret: string, token: Examined): Promise<void> {
  if (!(await isSignedWith(secret, text, token)))
    throw new JwtError('ERR_SIGNATURE_INVALID', 'the token was not signed with this key')
}

/** Tries one key. */
export async function attempt(text: string, key: KeyOrRing, token: Examined): Promise<Attempt> {
  const { header, payload, now } = token
  const isPlain = isHmac(header.alg) && !('crit' in header || 'b64' in header)
  const isText = typeof key === 'string' && isPlain && !key.includes('-----BEGIN ')
  const signature = await outcomeOf(() => (isText ? verifyText(text, key, token) : verifyCompact(text, key)))
  if (signature !== 'ok') return { signature, whole: signature }
  return { signature, whole: await outcomeOf(() => checkClaims(header, payload, { now })) }
}
