import { encodeBase64Url, signHmac, verifyHmac } from '#platform'
import { stringifyJson } from '../json.ts'
import { readSecret } from '../keys/secret.ts'
import type { HmacAlgorithm } from './algorithms.ts'
import type { Families, SigningHeader, SigningKey, VerifyingKey } from './family.ts'

// A service signs with the same header all day; the last one that cannot change is kept as it stands in the token.
let encoded: readonly [header: SigningHeader | undefined, part: string] = [undefined, '']

function encodeHeader(header: SigningHeader): string {
  if (header === encoded[0]) return encoded[1]
  const part = encodeBase64Url(stringifyJson('header', header))
  if (Object.isFrozen(header)) encoded = [header, part]
  return part
}

/** Signing with HMAC with SHA-2 (RFC 7518 section 3.2) alone. */
export const HMAC_SIGNING: Families<SigningKey> = {
  hmac(option, key) {
    const { secret, algorithms } = readSecret(option, key)
    return {
      algorithms,
      sign(header, payload) {
        const input = `${encodeHeader(header)}.${encodeBase64Url(payload)}`
        const signature = signHmac(header.alg as HmacAlgorithm, secret, input)
        return typeof signature === 'string'
          ? `${input}.${signature}`
          : signature.then((text) => `${input}.${text}`)
      },
    }
  },
}

/** Verifying with HMAC with SHA-2 alone. */
export const HMAC_VERIFYING: Families<VerifyingKey> = {
  hmac(option, key) {
    const { secret, algorithms } = readSecret(option, key)
    return {
      algorithms,
      secret,
      verify: (alg, { signingInput, signature }) =>
        verifyHmac(alg as HmacAlgorithm, secret, signingInput, signature),
    }
  },
}
