import { JwtError, type KeyOrRing, verifyCompact } from '@x/jwt-core'

/** `ok`, or the code of jwt-core's refusal; `failed` for what a key ring throws of its own. */
export type Outcome = 'ok' | 'failed' | JwtError['code']

/** Checks the signature of a token with one key. */
export async function attempt(token: string, key: KeyOrRing): Promise<Outcome> {
  try {
    await verifyCompact(token, key)
    return 'ok'
  } catch (error) {
    return error instanceof JwtError ? error.code : 'failed'
  }
}
