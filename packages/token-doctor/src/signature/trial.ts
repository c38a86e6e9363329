import type { KeyOrRing } from '@x/jwt-core'
import { isKeyRing } from '@x/jwt-core/token'
import type { Examined } from '../examined.ts'
import type { Outcome } from './attempt.ts'

/** A key to try, and what a message calls it. */
export interface NamedKey {
  readonly key: KeyOrRing
  readonly name: string
}

/** What came of trying the secrets on a token. */
export interface Trial {
  readonly text: string
  readonly token: Examined
  readonly secrets: readonly NamedKey[]
  /** Of each secret that was tried. */
  readonly outcomes: readonly Outcome[]
  /** The one that is right. */
  readonly good: NamedKey | undefined
  /** Whether another text, or other bytes, is right. */
  readonly tries: (key: string | Uint8Array) => Promise<boolean>
}

/** The characters of a signature by HMAC. */
const LENGTHS: Readonly<Record<string, number>> = { HS256: 43, HS384: 64, HS512: 86 }

/** How many characters a signature by `alg` has, where that is always the same. */
export function lengthOfSignature(alg: unknown): number | undefined {
  return typeof alg === 'string' && Object.hasOwn(LENGTHS, alg) ? LENGTHS[alg] : undefined
}

/** Names each of the secrets given. */
export function nameKeys(secrets: readonly KeyOrRing[], { payload, header, show }: Examined): NamedKey[] {
  return secrets.map((key, index) => {
    if (isKeyRing(key)) {
      const isByIssuer = key.keyIds === undefined || key.keyIds.includes(payload.iss as string)
      return { key, name: `the key ring's key ${show(isByIssuer ? payload.iss : header.kid)}` }
    }
    const name =
      secrets.length === 1
        ? 'the secret given'
        : `the secret at index ${index} of the ${secrets.length} given`
    return { key, name }
  })
}

/** The secrets given, in words. */
export function whichSecrets({ secrets: [first, ...more] }: Trial): string {
  return more.length === 0 && first !== undefined ? first.name : `any of the ${more.length + 1} secrets given`
}

/** What a token says of the key that signed it. */
export function keyNamedBy({ header, payload, show }: Examined): string {
  const kid = header.kid === undefined ? '' : ` and its kid ${show(header.kid)}`
  return `its iss is ${show(payload.iss)}${kid}`
}

/** The first of some candidates whose key is right. */
export async function firstRight<Candidate extends { readonly key: string | Uint8Array }>(
  candidates: Iterable<Candidate>,
  { tries }: Trial,
): Promise<Candidate | undefined> {
  for (const candidate of candidates) {
    if (await tries(candidate.key)) return candidate
  }
  return undefined
}
