import { lengthOfSignature } from '../../signature/trial.ts'
import { fromBase64 } from '../../signature/variants.ts'
import type { Found } from '../rule.ts'
import type { SignatureRule } from './signature_rule.ts'

/** Signatures of other lengths that somebody made on purpose: by another algorithm, or written in hexadecimal. */
const OTHERS: Readonly<Record<number, string>> = {
  43: 'HS256',
  64: 'HS384',
  86: 'HS512',
  342: 'RS256',
  512: 'RS256',
  683: 'RS256',
}

/** Whether a signature is hexadecimal digits, or encodes such. */
function isHexadecimal(signature: string): boolean {
  if (/^[0-9a-f]+$/i.test(signature)) return true
  const bytes = fromBase64(signature)
  return (
    bytes !== undefined &&
    bytes.length > 32 &&
    bytes.every((byte) => /[0-9a-f]/i.test(String.fromCharCode(byte)))
  )
}

/** Says why a signature has not the length that those of its algorithm have; undefined where it has. */
export function signatureLengthFlaw(text: string, alg: unknown): Found | undefined {
  const signature = text.slice(text.lastIndexOf('.') + 1)
  const { length } = signature
  const expected = lengthOfSignature(alg)
  if (expected === undefined || length === expected || length === 0) return undefined
  const claim = 'signature'
  const has = `the signature has ${length} characters, but one of ${alg} has ${expected}`
  if (isHexadecimal(signature))
    return {
      claim,
      message: `${has}: it is written in hexadecimal`,
      fix: 'Encode the bytes of the HMAC as base64url, not their hexadecimal digits: a raw or binary digest.',
    }
  const other = OTHERS[length]
  if (other !== undefined)
    return {
      claim,
      message: `${has}: it has the length of ${other}`,
      fix: `Sign by the algorithm that the header names, ${alg}.`,
    }
  return { claim, message: `${has}: ${length < expected ? 'its end was cut off' : 'something was added'}` }
}

export const SIGNATURE_LENGTH_WRONG: SignatureRule = {
  code: 'SIGNATURE_LENGTH_WRONG',
  severity: 'error',
  twilioError: 20107,
  elsewhere: { 'client-capability': 31202 },
  cause: 'The signature has not the length its algorithm gives: the end was cut off or something was added.',
  example: 'an HS256 token whose signature has 40 characters in place of 43',
  mend: 'Pass the whole token as it was signed, and nothing after it.',
  check({ text, token }) {
    return signatureLengthFlaw(text, token.header.alg)
  },
}
