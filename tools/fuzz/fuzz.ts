// Hostile tokens against every verifier, in each form of its key. See main.ts for the command.
import { isDeepStrictEqual } from 'node:util'
import { verifyAccessToken, verifyAccessTokenSync } from '@x/access-token'
import {
  createKeyResolver,
  createKeyRing,
  decodeUnverified,
  Jwt,
  JwtDecodeError,
  type JwtErrorCode,
  verifyCompact,
  verifyCompactSync,
} from '@x/jwt-core'
import { diagnose } from '@x/token-doctor'
import { MUTATIONS } from './mutations.ts'
import { createRandom, type Random } from './random.ts'
import {
  ACCOUNT,
  API_KEY,
  createService,
  NOW,
  OTHER_KEY,
  OTHER_SECRET,
  SECRET,
  type Service,
} from './tokens.ts'

export interface FuzzOptions {
  readonly count: number
  readonly seed: number
  /** The case to begin with. Default 0. */
  readonly first?: number | undefined
  /** Further verifiers: what a test breaks to see that it is found. */
  readonly more?: (service: Service) => readonly Verifier[]
  /** Called now and then with how many are done. */
  readonly onProgress?: (done: number) => void
}

export interface FuzzResult {
  /** How many tokens were tried, and how many calls of a verifier or reader that made. */
  readonly tokens: number
  readonly calls: number
  /** Good tokens that were accepted: what shows that the verifiers work. */
  readonly accepted: number
  readonly byMutation: Readonly<Record<string, number>>
  readonly byCode: Readonly<Record<string, number>>
  /** The slowest call, in milliseconds, the quickest of several tries of it. */
  readonly slowest: number
}

/** What is wrong, and the token that shows it. */
export class FuzzError extends Error {}

type Outcome = 'accepted' | JwtErrorCode

export interface Verifier {
  readonly name: string
  /** Verifies, and gives what it read: claims, or nothing. */
  readonly verify: (token: string) => unknown
  /** The tokens that it may accept. */
  readonly good: ReadonlySet<string>
  /** Whether it asks more of the claims than that they are good, so that a good signature is not enough. */
  readonly asksMore?: boolean
}

/** Milliseconds that a call on a token of any size may take: tokens above 16 KiB are refused before any work. */
const BOUND = 25
/** How many times a call that was too slow is tried: the machine may have been busy. */
const TRIES = 10
/** One token in so many is looked at by the doctor as well, and by what has to be waited for. */
const DIAGNOSED = 8

const TIMES = { now: NOW }
/** A key as text is tried on every token, one of its other forms in turn. */
const FORMS = ['bytes', 'jwk', 'KeyObject'] as const

function syncVerifiers({ forms, bySecret, byOther }: Service): Verifier[] {
  const good = new Set(bySecret)
  const both = new Set([...bySecret, ...byOther])
  const ring = createKeyRing({ [API_KEY]: SECRET, [OTHER_KEY]: OTHER_SECRET }, { retired: ['SKleaked'] })
  const { text, bytes, jwk, KeyObject } = forms
  const strict = { ...TIMES, algorithms: ['HS256'], strictSecretLength: true } as const
  return [
    ...Object.entries({ text, bytes, jwk, KeyObject }).flatMap(([form, key]): Verifier[] => [
      { name: `Jwt.decodeSync, ${form}`, verify: (token) => Jwt.decodeSync(token, key, TIMES), good },
      { name: `verifyCompactSync, ${form}`, verify: (token) => verifyCompactSync(token, key), good },
    ]),
    { name: 'Jwt.decodeSync, strict', verify: (token) => Jwt.decodeSync(token, text, strict), good },
    { name: 'Jwt.decodeSync, ring', verify: (token) => Jwt.decodeSync(token, ring, TIMES), good: both },
    { name: 'verifyCompactSync, ring', verify: (token) => verifyCompactSync(token, ring), good: both },
    {
      name: 'Jwt.decodeSync, for somebody',
      verify: (token) =>
        Jwt.decodeSync(token, ring, { ...TIMES, issuer: API_KEY, audience: 'me', typ: 'JWT' }),
      good: new Set(),
      asksMore: true,
    },
    {
      name: 'verifyAccessTokenSync',
      verify: (token) => verifyAccessTokenSync(token, text, { ...TIMES, accountSid: ACCOUNT }),
      good,
      asksMore: true,
    },
    {
      name: 'verifyAccessTokenSync, ring',
      verify: (token) => verifyAccessTokenSync(token, ring, TIMES),
      good: both,
      asksMore: true,
    },
  ]
}

function asyncVerifiers({ forms, pairs, byPair, bySecret, byOther }: Service): Verifier[] {
  const good = new Set(bySecret)
  const keys = new Map([
    [API_KEY, SECRET],
    [OTHER_KEY, OTHER_SECRET],
  ])
  // As many made-up ids as there are tokens: what is turned away is no fault here, so none is.
  const resolver = createKeyResolver((id) => keys.get(id), { maxUnknown: 1_000_000, cooldown: 1 })
  return [
    { name: 'Jwt.decode, CryptoKey', verify: (token) => Jwt.decode(token, forms.CryptoKey, TIMES), good },
    { name: 'Jwt.decode, text', verify: (token) => Jwt.decode(token, forms.text, TIMES), good },
    {
      name: 'Jwt.decode, resolver',
      verify: (token) => Jwt.decode(token, resolver, TIMES),
      good: new Set([...bySecret, ...byOther]),
    },
    {
      name: 'verifyAccessToken, resolver',
      verify: (token) => verifyAccessToken(token, resolver, TIMES),
      good: new Set([...bySecret, ...byOther]),
      asksMore: true,
    },
    ...pairs.flatMap(({ alg, publicKey }, at): Verifier[] => {
      const pem = publicKey.export({ type: 'spki', format: 'pem' })
      const jwk = publicKey.export({ format: 'jwk' })
      const ofPair = new Set([byPair[at] as string])
      // RS256 and PS256 are of one key: a token of either is good under it, unless the verifier says which it takes.
      const ofKey = new Set(byPair.filter((_, other) => pairs[other]?.publicKey === publicKey))
      const options = { algorithms: [alg] }
      return [
        {
          name: `Jwt.decode, ${alg}`,
          verify: (token) => Jwt.decode(token, pem, { ...TIMES, ...options }),
          good: ofPair,
        },
        {
          name: `verifyCompact, JWK of ${alg}`,
          verify: (token) => verifyCompact(token, jwk as never),
          good: ofKey,
        },
        {
          name: `verifyCompact, KeyObject of ${alg}`,
          verify: (token) => verifyCompact(token, publicKey),
          good: ofKey,
        },
      ]
    }),
  ]
}

function tokenOf(random: Random, service: Service): { readonly token: string; readonly mutations: string[] } {
  const names = Object.keys(MUTATIONS)
  const { bySecret, byOther, byPair, byOthers } = service
  let token = random.pick([...bySecret, ...bySecret, ...byOther, ...byPair, ...byOthers])
  const mutations: string[] = []
  // Mostly one thing at a time; seldom several.
  const times = random.below(4) === 0 ? 2 + random.below(2) : 1
  for (let left = times; left > 0; left--) {
    const name = random.pick(names)
    token = MUTATIONS[name]?.(token, random, service) ?? token
    mutations.push(name)
  }
  return { token, mutations }
}

/**
 * Tries so many tokens.
 *
 * @throws FuzzError for the first of which something is wrong
 */
export async function fuzz({
  count,
  seed,
  first = 0,
  more = () => [],
  onProgress,
}: FuzzOptions): Promise<FuzzResult> {
  const service = await createService()
  const synchronous = syncVerifiers(service)
  const byForm = synchronous.filter(({ name }) => /, (?:text|bytes|jwk|KeyObject)$/.test(name))
  const others = synchronous.filter((verifier) => !byForm.includes(verifier))
  const asynchronous = asyncVerifiers(service)
  const added = more(service)
  const byMutation: Record<string, number> = {}
  const byCode: Record<string, number> = {}
  let calls = 0
  let accepted = 0
  let slowest = 0
  // Errors are made by the million, and nobody reads where.
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 0

  function note(started: number, again: () => unknown): number {
    calls++
    let time = performance.now() - started
    for (let left = TRIES; left > 0 && time > BOUND; left--) {
      const from = performance.now()
      // What it comes to was seen before.
      try {
        again()
      } catch {}
      time = Math.min(time, performance.now() - from)
    }
    slowest = Math.max(slowest, time)
    return time
  }

  try {
    for (let index = first; index < first + count; index++) {
      if (index % 1000 === 0) onProgress?.(index - first)
      const random = createRandom(seed, index)
      const { token, mutations } = tokenOf(random, service)
      const fail = (problem: string) => {
        const again = `pnpm fuzz --seed ${seed} --first ${index} --count 1`
        throw new FuzzError(
          `${problem}\n  after: ${mutations.join(', ')}\n  again: ${again}\n  token: ${token}`,
        )
      }
      for (const name of mutations) byMutation[name] = (byMutation[name] ?? 0) + 1

      const outcomeOf = (name: string, error: unknown): Outcome => {
        if (!(error instanceof JwtDecodeError))
          return fail(`${name} threw what is no JwtDecodeError: ${error}`)
        return error.code
      }
      const judge = ({ name, good, asksMore = false }: Verifier, outcome: Outcome, read: unknown): void => {
        if (outcome === 'accepted') {
          accepted++
          if (!good.has(token)) fail(`${name} accepted a token that the service did not make`)
          const { payload } = decodeUnverified(token)
          if (name.startsWith('Jwt.') && !isDeepStrictEqual(read, payload))
            fail(`${name} and decodeUnverified read different claims`)
        } else {
          byCode[outcome] = (byCode[outcome] ?? 0) + 1
          if (good.has(token) && !asksMore) fail(`${name} refused a token of the service with ${outcome}`)
        }
      }
      const late = (name: string, time: number) => {
        if (time > BOUND) fail(`${name} took ${time.toFixed(1)} ms for ${token.length} characters`)
      }

      let unverified: Outcome = 'accepted'
      const from = performance.now()
      try {
        decodeUnverified(token)
      } catch (error) {
        unverified = outcomeOf('decodeUnverified', error)
      }
      late(
        'decodeUnverified',
        note(from, () => decodeUnverified(token)),
      )

      const seen = new Map<string, Outcome>()
      const form = random.pick(FORMS)
      const tried = [
        ...byForm.filter(({ name }) => name.endsWith(', text') || name.endsWith(`, ${form}`)),
        random.pick(others),
        ...added,
      ]
      for (const verifier of tried) {
        let outcome: Outcome = 'accepted'
        let read: unknown
        const started = performance.now()
        try {
          read = verifier.verify(token)
        } catch (error) {
          outcome = outcomeOf(verifier.name, error)
        }
        late(
          verifier.name,
          note(started, () => verifier.verify(token)),
        )
        judge(verifier, outcome, read)
        if (verifier.name.startsWith('Jwt.') && outcome === 'accepted' && unverified !== 'accepted')
          fail(`${verifier.name} accepted what decodeUnverified refuses with ${unverified}`)
        seen.set(verifier.name, outcome)
      }
      for (const name of ['Jwt.decodeSync', 'verifyCompactSync']) {
        const asText = seen.get(`${name}, text`)
        if (seen.get(`${name}, ${form}`) !== asText)
          fail(`${name} says ${asText} of a key as text and ${seen.get(`${name}, ${form}`)} as ${form}`)
      }

      if (index % DIAGNOSED !== 0) continue
      const waited: Verifier[] = [random.pick(asynchronous), asynchronous[0] as Verifier]
      for (const verifier of waited) {
        let outcome: Outcome = 'accepted'
        let read: unknown
        calls++
        try {
          read = await verifier.verify(token)
        } catch (error) {
          outcome = outcomeOf(verifier.name, error)
        }
        judge(verifier, outcome, read)
        seen.set(verifier.name, outcome)
      }
      // A CryptoKey is for one hash, so that the others' algorithms are refused by name.
      if (
        (seen.get('Jwt.decode, CryptoKey') === 'accepted') !==
        (seen.get('Jwt.decodeSync, text') === 'accepted')
      )
        fail(`a key as CryptoKey is answered otherwise: ${seen.get('Jwt.decode, CryptoKey')}`)
      calls++
      try {
        const { ok } = await diagnose(token, { secret: SECRET, now: NOW })
        if (ok && seen.get('Jwt.decodeSync, text') !== 'accepted')
          fail(`diagnose finds nothing wrong where verifying gives ${seen.get('Jwt.decodeSync, text')}`)
      } catch (error) {
        if (error instanceof FuzzError) throw error
        fail(`diagnose threw ${error}`)
      }
    }
  } finally {
    Error.stackTraceLimit = stackTraceLimit
  }
  return { tokens: count, calls, accepted, byMutation, byCode, slowest }
}
