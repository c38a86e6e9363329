// A service whose keys are fetched, beside somebody who makes ids up: anybody can, without any credentials.
import { createKeyResolver, Jwt, type JwtError, type KeyRing } from '@x/jwt-core'

/** Runs under a clock that the load moves, in seconds; the time of nobody else. */
async function underClock<Result>(
  load: (pass: (seconds: number) => void) => Promise<Result>,
): Promise<Result> {
  const { now } = Date
  let time = 1_700_000_000_000
  Date.now = () => time
  try {
    return await load((seconds) => {
      time += seconds * 1000
    })
  } finally {
    Date.now = now
  }
}

const sign = (issuer: string, secret: string) => new Jwt(secret, { issuer, ttl: 86_000 }).encode({})

/** `accepted`, or the code by which a token was refused. */
function outcomeOf(ring: KeyRing, token: string): Promise<string> {
  return Jwt.decode(token, ring).then(
    () => 'accepted',
    (error: JwtError) => error.code,
  )
}

/** What became of the tokens of a service’s own, and how often its resolver was asked. */
export interface Load {
  readonly accepted: number
  readonly of: number
  readonly asked: number
  /** The codes of the others. */
  readonly refusals: ReadonlySet<string>
}

function loadOf(outcomes: readonly string[], asked: number): Load {
  const refused = outcomes.filter((each) => each !== 'accepted')
  const of = outcomes.length
  return { accepted: of - refused.length, of, asked, refusals: new Set(refused) }
}

/** 20 seconds of a hundred made-up ids a second, beside two tokens a second of one key: `madeUp` gives the id of each step. */
export function attack(madeUp: (step: number) => string, { warm = false } = {}): Promise<Load> {
  return underClock(async (pass) => {
    let asked = 0
    const ring = createKeyResolver(async (id) => {
      asked++
      return id === 'SKown' ? 'own' : undefined
    })
    const own = await sign('SKown', 'own')
    if (warm) await outcomeOf(ring, own)
    const got: string[] = []
    for (let step = 0; step < 2000; step++) {
      pass(0.01)
      await outcomeOf(ring, await sign(madeUp(step), 'x'))
      if (step % 50 === 49) got.push(await outcomeOf(ring, own))
    }
    return loadOf(got, asked)
  })
}

/** So many ids at the same moment, to a resolver that takes a millisecond: those of tenants, or made up. */
export async function atOnce(count: number, areTenants: boolean): Promise<Load> {
  let asked = 0
  const ring = createKeyResolver(async (id) => {
    asked++
    await new Promise((done) => setTimeout(done, 1))
    return areTenants ? `secret of ${id}` : undefined
  })
  const ids = Array.from({ length: count }, (_, n) => `SK${n}`)
  const tokens = await Promise.all(ids.map((id) => sign(id, `secret of ${id}`)))
  return loadOf(await Promise.all(tokens.map((token) => outcomeOf(ring, token))), asked)
}
