import { isShort } from '../../signature/attempt.ts'
import type { SignatureRule } from './signature_rule.ts'

/** The bytes of the hash: a secret should have as many. */
const BYTES: Readonly<Record<string, number>> = { HS256: 32, HS384: 48, HS512: 64 }

export const SECRET_SHORT: SignatureRule = {
  code: 'SECRET_SHORT',
  severity: 'warning',
  cause:
    'The secret is shorter than the hash of the algorithm (RFC 7518 section 3.2): 32 bytes for HS256, 48 for HS384, 64 for HS512. A short one can be guessed from a single token.',
  example: "`new Jwt('my-secret')`",
  mend: 'Take a longer random secret, and let the verifier ask for it: `strictSecretLength: true`.',
  async check({ good, text, token: { header, show } }) {
    const bytes =
      typeof header.alg === 'string' && Object.hasOwn(BYTES, header.alg) ? BYTES[header.alg] : undefined
    if (good === undefined || bytes === undefined) return undefined
    // A text has at least as many bytes as characters, and then nothing needs to be asked.
    const { length = 0 } = good.key as { readonly length?: number }
    if (length >= bytes) return undefined
    const short = await isShort(text, good.key)
    if (!short) return undefined
    const message = `${good.name} is shorter than the ${bytes} bytes that ${show(header.alg)} asks for`
    // Twilio makes secrets of 32 characters: nobody can lengthen them, and they are long enough not to be guessed.
    return short === 'for every algorithm'
      ? { message }
      : { message, severity: 'info', fix: 'Sign with HS256, for which it is long enough.' }
  },
}
