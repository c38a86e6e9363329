import { accessMinters, videoMinters } from './access_minters.ts'
import {
  type AccessShape,
  accessToken,
  SIX_GRANTS,
  THREE_GRANTS,
  VIDEO,
  voiceOfSize,
} from './access_shapes.ts'
import { CLIENT_TOKEN, clientMinters, WORKER_TOKEN, workerMinters } from './capability_minters.ts'
import { asyncMinters, CONCURRENCY, inCrowds } from './concurrent_minters.ts'
import type { Contestant, ExpectedToken, Minter, Verifier } from './contestant.ts'
import { epochSeconds, IDENTITIES } from './fixture.ts'
import { checkMinter, checkVerifier } from './gate.ts'
import {
  PAIR_ALGORITHMS,
  pairMinters,
  pairToken,
  validationMinters,
  validationToken,
} from './key_pair_minters.ts'
import { floorMinter } from './raw_minters.ts'
import { type Effort, type Row, runRounds } from './rounds.ts'
import { accessVerifiers } from './verifiers.ts'

/** A question and everybody who answers it. */
export interface Suite {
  readonly id: string
  readonly title: string
  readonly contestants: readonly Contestant[]
  /** What the contestants are given in turn. */
  readonly inputs: () => readonly string[]
  /** Refuses contestants that do other work than is asked for. */
  readonly check: () => Promise<void>
  /** Bytes of the claims as JSON. */
  readonly claimBytes: number
  /** Turns last this many times longer, for work that comes in big pieces. */
  readonly patience?: number
}

function claimBytes(expected: ExpectedToken): number {
  return JSON.stringify(expected.claims(IDENTITIES[0] as string, epochSeconds())).length
}

export function mintSuite(
  id: string,
  title: string,
  expected: ExpectedToken,
  minters: readonly Minter[],
): Suite {
  return {
    id,
    title,
    contestants: minters,
    inputs: () => IDENTITIES,
    check: async () => {
      for (const minter of minters) await checkMinter(id, minter, expected)
    },
    claimBytes: claimBytes(expected),
  }
}

export function verifySuite(
  id: string,
  title: string,
  expected: ExpectedToken,
  verifiers: readonly Verifier[],
): Suite {
  const { run } = floorMinter(expected)
  return {
    id,
    title,
    contestants: verifiers,
    inputs: () => IDENTITIES.map((identity) => run(identity) as string),
    check: async () => {
      for (const verifier of verifiers) await checkVerifier(id, verifier, expected)
    },
    claimBytes: claimBytes(expected),
  }
}

/** The sizes of claims, in bytes, at which growth is looked at. */
export const SIZES: readonly number[] = [310, 1000, 4000, 12_000]

/** The suites that are run in every runtime: the sizes of claims. */
export const EVERYWHERE: readonly string[] = SIZES.flatMap((size) => [
  `mint-bytes-${size}`,
  `verify-bytes-${size}`,
])

/** The suite of signed requests. */
export const VALIDATION = 'client-validation'

/** All suites, in the order they are run and reported in. */
export function allSuites(): Suite[] {
  const video = accessToken(VIDEO)
  const mint = mintSuite('mint', 'Mint an access token with a video grant', video, videoMinters())
  const crowd = asyncMinters(videoMinters())
  const grants: [number, AccessShape][] = [
    [1, VIDEO],
    [3, THREE_GRANTS],
    [6, SIX_GRANTS],
  ]
  const sized = SIZES.map((size) => [size, voiceOfSize(size)] as const)
  return [
    mint,
    verifySuite('verify', 'Verify an access token with a video grant', video, accessVerifiers()),
    ...grants.map(([count, shape]) =>
      mintSuite(
        `mint-grants-${count}`,
        `Mint with ${count} grant${count > 1 ? 's' : ''}`,
        accessToken(shape),
        accessMinters(shape),
      ),
    ),
    ...sized.map(([size, shape]) =>
      mintSuite(
        `mint-bytes-${size}`,
        `Mint with claims of ${size} bytes`,
        accessToken(shape),
        accessMinters(shape),
      ),
    ),
    ...sized.map(([size, shape]) =>
      verifySuite(
        `verify-bytes-${size}`,
        `Verify claims of ${size} bytes`,
        accessToken(shape),
        accessVerifiers(),
      ),
    ),
    mintSuite('client-capability', 'Mint a client capability token', CLIENT_TOKEN, clientMinters()),
    mintSuite('worker-capability', 'Mint a TaskRouter worker token', WORKER_TOKEN, workerMinters()),
    ...PAIR_ALGORITHMS.map((alg) => ({
      ...mintSuite(`sign-${alg}`, `Sign a token with ${alg} and a PEM`, pairToken(alg), pairMinters(alg)),
      patience: 3,
    })),
    {
      ...mintSuite(VALIDATION, 'Sign a request (client validation)', validationToken(), validationMinters()),
      patience: 3,
    },
    {
      ...mintSuite('concurrent', `Mint ${CONCURRENCY} access tokens at once, awaited together`, video, crowd),
      contestants: crowd.map(inCrowds),
      patience: 5,
    },
  ]
}

/** A suite's title, size and rows. */
export interface SuiteResult {
  readonly id: string
  readonly title: string
  readonly claimBytes: number
  readonly rows: readonly Row[]
}

/**
 * Runs one suite.
 *
 * @throws WrongWorkError before anything is timed, when a contestant does the wrong work
 */
export async function runSuite(suite: Suite, effort: Effort): Promise<SuiteResult> {
  await suite.check()
  const { id, title, claimBytes, contestants, patience = 1 } = suite
  const rows = await runRounds(contestants, suite.inputs(), { ...effort, slice: effort.slice * patience })
  return { id, title, claimBytes, rows }
}
