import type { FakeEvent } from '@x/token-testing'
import type { Scenario } from './scenarios.ts'
import type { Product, Sdk } from './sdks/sdk.ts'
import { type Client, World } from './world.ts'

/** What one run came to. */
export interface Outcome {
  readonly sdk: string
  readonly scenario: string
  readonly lives: number
  /** Answers with a token. */
  readonly fetches: number
  readonly failedFetches: number
  /** Tokens that the server took, and refused. */
  readonly accepted: number
  readonly refused: number
  /** Each broken promise, in words. */
  readonly faults: readonly string[]
}

/** Plays a scenario on one SDK for so many lives of `ttl` seconds, and says what was broken. */
export async function play(
  { name, product }: Pick<Sdk, 'name' | 'product'>,
  scenario: Scenario,
  lives: number,
  ttl: number,
  startClient: (world: World) => Promise<Client>,
): Promise<Outcome> {
  const world = new World(ttl)
  await world.start(product, scenario)
  world.client = await startClient(world)
  // What was seen while the client started is no part of its lives.
  const started = world.clock.now()
  const asked = world.fake.endpoint.requests.length
  const end = Date.now() + lives * ttl * 1000
  for (let round = 0; Date.now() < end; round++) {
    await world.lives(1)
    if (Date.now() < end - 3 * ttl * 1000) await scenario.each?.(world, round)
  }
  // What was begun at the end is given the time to heal.
  await world.lives(1)
  const faults = judge(world, product, scenario, started)
  const { events, connections } = world.server
  const living = connections.filter(({ expiresAt = 0 }) => expiresAt > world.clock.now())
  // A worker's connection ends with each token and is made anew: `judge` looks at how fast.
  if (living.length > 1 || (living.length === 0 && product !== 'eventBridge'))
    faults.push(`at the end ${living.length} connections with a living token, not 1`)
  const requests = world.fake.endpoint.requests.slice(asked)
  const count = (type: FakeEvent['type']): number => events.filter((event) => event.type === type).length
  const fetches = requests.filter(({ issued }) => issued).length
  const most = (2 + (scenario.more ?? 0)) * (lives + 1) + 1
  if (fetches > most) faults.push(`${fetches} fetches in ${lives} lives: more than ${most}`)
  await world.stop()
  return {
    sdk: name,
    scenario: scenario.name,
    lives,
    fetches,
    failedFetches: requests.length - fetches,
    accepted: count('accepted'),
    refused: count('refused'),
    faults,
  }
}

/** Seconds in which a client is back. Twilsock alone waits 3 of them after a close, and the SDKs' own backoffs count. */
const HEAL = 8

function healed(world: World, { at }: FakeEvent, type: FakeEvent['type'], heal: number): boolean {
  const late = at + heal
  return (
    late > world.clock.now() ||
    world.isExcused(late) ||
    world.server.events.some((event) => event.type === type && event.at >= at && event.at <= late)
  )
}

function judge(world: World, product: Product, scenario: Scenario, started: number): string[] {
  const faults: string[] = []
  const { heal = HEAL } = scenario
  const at = (time: number): string => `${(time - started).toFixed(1)} s`
  if (world.dead.length > 0)
    faults.push(`no living token in the source at ${world.dead.slice(0, 3).map(at).join(', ')}`)
  for (const event of world.server.events) {
    if (event.at < started || world.isExcused(event.at)) continue
    // The event bridge hears of no update: it lets a connection end with the token that opened it.
    if (event.type === 'expired' && product !== 'eventBridge')
      faults.push(`the server saw a token end without a new one at ${at(event.at)}`)
    if (event.type === 'refused') {
      if (scenario.refusals === undefined)
        faults.push(`the server refused a token (${event.code}) at ${at(event.at)}`)
      if (!healed(world, event, 'accepted', heal))
        faults.push(`no good token within ${heal} s of the refusal at ${at(event.at)}`)
    }
    if (event.type === 'disconnected' && !healed(world, event, 'accepted', heal))
      faults.push(`no connection within ${heal} s of the loss at ${at(event.at)}`)
  }
  return faults
}
