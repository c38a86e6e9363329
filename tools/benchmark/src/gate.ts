import { deepStrictEqual } from 'node:assert/strict'
import { importSPKI, type JWTPayload, jwtVerify } from 'jose'
import { atOneMoment } from './clock.ts'
import type { ExpectedToken, Minter, Verifier } from './contestant.ts'
import { ACCOUNT_SID, epochSeconds, KEY_SID, TTL } from './fixture.ts'
import { floorMinter } from './raw_minters.ts'

/** A contestant did not do the work it would have been timed for. */
export class WrongWorkError extends Error {
  override readonly name = 'WrongWorkError'

  constructor(suite: string, contestant: string, cause: unknown) {
    super(`${suite}: ${contestant} is refused: ${cause instanceof Error ? cause.message : cause}`, { cause })
  }
}

/** Seconds that the clock of a token may be away from ours. */
const CLOCK = 5

/** Checks a token with jose: its signature, and its header and claims as a whole. */
export async function checkToken(token: string, identity: string, expected: ExpectedToken): Promise<void> {
  const { alg } = expected.header as { alg: string }
  const { publicKey } = expected
  const key =
    publicKey === undefined ? new TextEncoder().encode(expected.secret) : await importSPKI(publicKey, alg)
  const { payload, protectedHeader } = await jwtVerify(token, key, { algorithms: [alg] })
  const made = payload.iat ?? payload.nbf ?? (payload.exp ?? Number.NaN) - TTL
  if (!(Math.abs(made - epochSeconds()) <= CLOCK)) throw new Error(`the token says it was made at ${made}`)
  deepStrictEqual(protectedHeader, { ...expected.header })
  deepStrictEqual(payload, expected.claims(identity, made) as JWTPayload)
}

/**
 * Refuses a minter whose token jose does not verify, or that holds anything but what the suite asks for.
 *
 * @throws WrongWorkError
 */
export async function checkMinter(suite: string, minter: Minter, expected: ExpectedToken): Promise<void> {
  try {
    await atOneMoment(async () => {
      for (const identity of ['user-10', 'user-11', 'user-10'])
        await checkToken(await minter.run(identity), identity, minter.ownFormat ?? expected)
    })
  } catch (cause) {
    throw new WrongWorkError(suite, minter.name, cause)
  }
}

/**
 * Refuses a verifier that misreads a good token, or takes a forged or an expired one.
 *
 * @throws WrongWorkError
 */
export async function checkVerifier(
  suite: string,
  verifier: Verifier,
  expected: ExpectedToken,
): Promise<void> {
  const { name, run, read, signatureOnly = false } = verifier
  const mint = (now: number) =>
    floorMinter({ ...expected, claims: (identity) => expected.claims(identity, now) }).run(
      'user-10',
    ) as string
  const refuse = async (what: string, token: string) => {
    const taken = await Promise.resolve(token)
      .then(run)
      .then(
        () => true,
        () => false,
      )
    if (taken) throw new Error(`it takes ${what}`)
  }
  try {
    await atOneMoment(async () => {
      const now = epochSeconds()
      const { identity, ...grants } = (expected.claims('user-10', now) as { grants: { identity: string } })
        .grants
      deepStrictEqual(
        { ...read(await run(mint(now))) },
        { issuer: KEY_SID, account: ACCOUNT_SID, identity, grants, expiresAt: now + TTL },
      )
      const [header, , signature] = mint(now).split('.')
      const [, others] = mint(now - 1).split('.')
      await refuse('a token with the signature of another', `${header}.${others}.${signature}`)
      await refuse('a token without a signature', `${header}.${others}.`)
      if (!signatureOnly) await refuse('an expired token', mint(now - TTL - 60))
    })
  } catch (cause) {
    throw new WrongWorkError(suite, name, cause)
  }
}
