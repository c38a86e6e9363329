import { createPublicKey } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { AccessToken } from '@x/access-token'
import { Jwt } from '@x/jwt-core'
import { expect, it } from 'vitest'
import { diagnose } from '../src/index.ts'
import { b64, forge, type Members, signParts } from './forge.ts'
import { quickest } from './timing.ts'

const MUTANTS = 100_000
const SEED = Number(process.env.MUTANTS_SEED ?? 20_101)

interface Vector {
  readonly kind: string
  readonly frozenNow: number
  readonly token: string
  readonly input: { readonly secret?: string; authToken?: string; privateKey?: string }
}

/** Numbers that look random and are the same at each run (mulberry32). */
function createRandom(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let bits = Math.imul(state ^ (state >>> 15), 1 | state)
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits
    return Math.floor((((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

const random = createRandom(SEED)
const pick = <Item>(items: readonly Item[]): Item => items[random(items.length)] as Item

const vectors: Vector[] = JSON.parse(
  readFileSync(new URL('../../../tools/testing/tokens.json', import.meta.url), 'utf8'),
)
const publicKeys = new Map<string, string>()

function secretOf({ input }: Vector): string {
  if (input.privateKey === undefined) return (input.secret ?? input.authToken) as string
  const known = publicKeys.get(input.privateKey)
  if (known !== undefined) return known
  const pem = createPublicKey(input.privateKey).export({ format: 'pem', type: 'spki' }) as string
  publicKeys.set(input.privateKey, pem)
  return pem
}

const VALUES: readonly unknown[] = [
  null,
  '',
  0,
  -1,
  1.5,
  1e12,
  true,
  [],
  {},
  'x',
  '\u0000',
  '"',
  'scope:a:b',
  '%',
  'twilio-fpa;v=1',
  'none',
  'HS512',
  'RS256',
  'AC',
  'SK',
  `AC${'1'.repeat(32)}`,
  `SK${'1'.repeat(32)}`,
  '1700003600',
  1_700_003_600,
  1_700_000_000,
  [[['']]],
  { a: { b: {} } },
]
const NAMES = [
  'iss',
  'sub',
  'exp',
  'nbf',
  'iat',
  'jti',
  'grants',
  'scope',
  'policies',
  'cty',
  'alg',
  'typ',
  'kid',
  'crit',
  'twr',
  'identity',
  'voice',
  'video',
  'chat',
  'data_sync',
  'task_router',
  'player',
  'hrh',
  'rqh',
  'channel',
  '__proto__',
  'constructor',
  'service_sid',
  'outgoing',
]

/** Changes, adds or takes away a member somewhere within `value`. */
function mutateMembers(value: unknown): void {
  let place = value as Members
  while (random(3) > 0) {
    const inner = pick(Object.values(place))
    if (typeof inner !== 'object' || inner === null) break
    place = inner as Members
  }
  const names = Object.keys(place)
  const name = names.length > 0 && random(4) > 0 ? pick(names) : pick(NAMES)
  const old = place[name]
  const how = random(4)
  if (how === 0) delete place[name]
  else if (how === 1 && typeof old === 'string') place[name] = mutateText(old)
  else if (how === 2 && typeof old === 'number')
    place[name] = old + pick([-1e5, -3600, -1, 0.5, 1, 86_400, 1e9])
  else
    Object.defineProperty(place, name, {
      value: structuredClone(pick(VALUES)),
      enumerable: true,
      configurable: true,
      writable: true,
    })
}

/** Flips, cuts, repeats or splices characters. */
function mutateText(text: string): string {
  const at = random(text.length + 1)
  const to = at + random(Math.min(40, text.length - at + 1))
  switch (random(7)) {
    case 0:
      return text.slice(0, at)
    case 1:
      return text.slice(at)
    case 2:
      return text.slice(0, at) + text.slice(to)
    case 3:
      return text.slice(0, to) + text.slice(at)
    case 4:
      return (
        text.slice(0, at) +
        pick(['.', '=', ' ', '\n', '"', '%', 'é', '\u0000', '-', '{', 'A', 'Bearer ']) +
        text.slice(at)
      )
    case 5:
      return text.slice(0, at) + pick(vectors).token.slice(random(300))
    default:
      return (
        text.slice(0, at) +
        String.fromCharCode((text.charCodeAt(at) || 65) ^ (1 << random(7))) +
        text.slice(at + 1)
      )
  }
}

function decodePart(part = ''): Members {
  return JSON.parse(Buffer.from(part, 'base64url').toString()) as Members
}

/** A vector's token with its JSON changed, signed again with the right secret or left with its old signature. */
function mutateJson(vector: Vector): string {
  const [header, payload, signature] = vector.token.split('.')
  const members = [decodePart(header), decodePart(payload)] as const
  for (let count = 1 + random(2); count > 0; count--) mutateMembers(members[random(4) === 0 ? 0 : 1])
  if (random(5) === 0) {
    const other = decodePart(pick(vectors).token.split('.')[1])
    return forge(members[0], { ...members[1], ...other }, secretOf(vector))
  }
  if (random(4) > 0) return forge(members[0], members[1], secretOf(vector))
  return `${b64(JSON.stringify(members[0]))}.${b64(JSON.stringify(members[1]))}.${signature}`
}

/** A vector's token with the text of its parts changed, signed again. */
function mutateParts(vector: Vector): string {
  const [header = '', payload = ''] = vector.token.split('.')
  const text = Buffer.from(payload, 'base64url').toString()
  return random(2) === 0
    ? signParts(header, b64(mutateText(text)), secretOf(vector))
    : signParts(mutateText(header), payload, secretOf(vector))
}

function mutate(vector: Vector): string {
  const how = random(10)
  if (how < 5) return mutateJson(vector)
  if (how < 7) return mutateParts(vector)
  let { token } = vector
  for (let count = 1 + random(2); count > 0; count--) token = mutateText(token)
  return token
}

/** The code by which this project's own verifying refuses the token; undefined where it takes it. */
async function refusal(
  token: string,
  kind: string,
  secret: string,
  now: number,
): Promise<string | undefined> {
  const verify =
    kind === 'access-token' ? AccessToken.verify(token, secret, { now }) : Jwt.decode(token, secret, { now })
  return verify.then(
    () => undefined,
    (error: { code: string }) => error.code,
  )
}

it(`${MUTANTS} mutants (seed ${SEED}): no crash, none above 50 ms, none called good that is refused`, async () => {
  const counts = { ok: 0, refused: 0 }
  for (let index = 0; index < MUTANTS; index++) {
    const vector = pick(vectors)
    const token = mutate(vector)
    const [secret, now] = [secretOf(vector), vector.frozenNow]
    const where = `mutant ${index} of seed ${SEED}: ${token}`
    const started = performance.now()
    const diagnosis = await diagnose(token, { secret, now })
    if (performance.now() - started > 50)
      expect(await quickest(() => diagnose(token, { secret, now })), where).toBeLessThan(50)
    const { ok, kind, findings } = diagnosis
    // Of a text that holds a token, it is the token that is judged.
    const isBare = !findings.some(({ code }) => code === 'TOKEN_IN_TEXT' || code === 'TOKEN_IN_URL')
    if (ok && isBare && (await refusal(token, kind, secret, now)) !== undefined)
      expect.fail(`called good, but refused: ${where}`)
    if (!ok && !findings.some(({ severity }) => severity === 'error')) expect.fail(`no error told: ${where}`)
    if (JSON.stringify(findings).includes(secret)) expect.fail(`the secret shows: ${where}`)
    counts[ok ? 'ok' : 'refused']++
    if (index % 10 > 0) continue
    // Without the secret all but the signature is judged alike.
    const unchecked = await diagnose(token, { now })
    if (ok) expect(unchecked.ok, where).toBe(true)
    if (unchecked.ok && isBare)
      expect([undefined, 'ERR_SIGNATURE_INVALID'], where).toContain(await refusal(token, kind, secret, now))
  }
  // The mutations reach both sides.
  expect(Math.min(counts.ok, counts.refused)).toBeGreaterThan(MUTANTS / 50)
}, 300_000)
