import type { KeyOrRing } from '@x/jwt-core'
import type { Examined, Problem } from '../problem.ts'
import { attempt } from './attempt.ts'
import { decodeSecret, spoil, strip } from './variants.ts'

/** Tries a secret as careless code changes it; `name` is how a message calls it. */
export async function findNearSecret(
  text: string,
  secret: KeyOrRing,
  name: string,
): Promise<Problem | undefined> {
  if (typeof secret !== 'string') return undefined
  const bare = strip(secret)
  if (bare !== secret && bare !== '' && (await attempt(text, bare)) === 'ok') {
    const message = `${name} has white space or quotes around it; without them it is the right one`
    return { code: 'SECRET_STRAY_CHARACTERS', message }
  }
  for (const { key, difference } of spoil(secret))
    if ((await attempt(text, key)) === 'ok') {
      const message = `the token was signed with ${name} and ${difference}`
      return { code: 'SIGNED_WITH_STRAY_CHARACTERS', message }
    }
  for (const { key, difference } of decodeSecret(secret))
    if ((await attempt(text, key)) === 'ok') {
      const message = `the token was signed with what ${name} decodes to from ${difference}, not with its text`
      return { code: 'SIGNED_WITH_DECODED_SECRET', message }
    }
  return undefined
}

/** Tries what the token shows of itself as its secret. */
export async function findShownSecret(
  text: string,
  { payload, header }: Examined,
): Promise<Problem | undefined> {
  for (const [claim, value] of Object.entries({ iss: payload.iss, sub: payload.sub, kid: header.kid }))
    if (typeof value === 'string' && value !== '' && (await attempt(text, value)) === 'ok') {
      const message = `the token was signed with its own ${claim} as the secret, so anybody could write it`
      return { code: 'SIGNED_WITH_SID', claim, message }
    }
  return undefined
}
