import type { Product } from './sdks/sdk.ts'
import type { World } from './world.ts'

/** What happens to a client over its lives. */
export interface Scenario {
  readonly name: string
  /** The faults of the field notes that it provokes. */
  readonly faults?: string
  readonly products?: readonly Product[]
  /** Seconds by which the client's clock is wrong from the start. */
  readonly skew?: number
  /** Seconds that the source waits for its endpoint. */
  readonly timeout?: number
  /** The SDK starts with a token that has ended. */
  readonly expiredFirst?: boolean
  readonly before?: (world: World) => void
  /** Happens again and again, a life between, until the run ends. */
  readonly each?: (world: World, round: number) => void | Promise<void>
  /**
   * Whether the server may refuse a token; default not. Twilsock takes none while it reconnects: it comes back with
   * the one it has, be that dead, and is given the next once it is denied.
   */
  readonly refusals?: 'some'
  /** Seconds in which a client must be back, where its own backoff takes longer than elsewhere. */
  readonly heal?: number
  /** Fetches beyond two a life that the scenario itself asks for, per life. */
  readonly more?: number
}

const HOUR = 3600

export const SCENARIOS: readonly Scenario[] = [
  { name: 'nothing goes wrong', faults: '1, 2: lives are shorter than the SDK’s own early warning' },
  { name: 'a clock an hour ahead', skew: HOUR },
  { name: 'a clock an hour behind', skew: -HOUR },
  {
    name: 'a clock set an hour ahead, and back',
    each: (world, round) => {
      world.skew = round % 2 === 0 ? HOUR : 0
    },
    // A clock set ahead looks like a sleep: the source fetches once more to be sure.
    more: 1,
  },
  {
    name: 'the endpoint fails each third time',
    before: ({ fake }) => fake.endpoint.fail({ kind: 'status', status: 500 }, { every: 3 }),
  },
  {
    name: 'the endpoint asks to wait',
    each: ({ fake }) => fake.endpoint.fail({ kind: 'status', status: 429, retryAfter: 1 }, { times: 1 }),
  },
  {
    name: 'the endpoint answers with a page, cuts, and never answers, by turns',
    timeout: 1,
    each: ({ fake }, round) => {
      const kinds = ['html', 'cut', 'never'] as const
      fake.endpoint.fail({ kind: kinds[round % 3] ?? 'html' }, { times: 1 })
    },
  },
  {
    name: 'the endpoint is slow',
    before: ({ fake }) => fake.endpoint.fail({ kind: 'slow', seconds: 1 }),
  },
  {
    name: 'the endpoint is gone for two lives, now and then',
    each: async (world, round) => {
      if (round % 4 !== 1) return
      await world.excuse(async () => {
        world.fake.endpoint.offline()
        await world.lives(2)
        world.fake.endpoint.restore()
      }, world.ttl + 5)
    },
  },
  {
    name: 'Twilio is gone for a second, now and then',
    refusals: 'some',
    each: async (world, round) => {
      if (round % 3 !== 1) return
      world.server.offline()
      await world.seconds(1)
      world.server.restore()
    },
  },
  {
    name: 'the network is gone for a life and a half, now and then',
    each: async (world, round) => {
      if (round % 4 !== 1) return
      await world.excuse(async () => {
        world.server.offline()
        world.fake.endpoint.offline()
        await world.lives(1.5)
        world.server.restore()
        world.fake.endpoint.restore()
      }, world.ttl + 5)
    },
  },
  {
    name: 'the machine sleeps for an hour, now and then',
    each: async (world, round) => {
      if (round % 4 !== 1) return
      await world.excuse(() => world.clock.pass(HOUR), 10)
    },
    more: 1,
  },
  {
    name: 'connections are cut at random',
    // Cut again within ten seconds, the Voice SDK waits ever longer, up to 20 s give or take 40 %.
    heal: 30,
    refusals: 'some',
    each: async (world) => {
      await world.seconds(Math.random() * world.ttl * 0.5)
      world.server.close(1006)
    },
  },
  {
    name: 'the first token has ended',
    faults: '4, 7: register() hangs; an update reaches the server and rejects',
    expiredFirst: true,
    refusals: 'some',
  },
  {
    name: 'a good token is refused once as invalid, now and then',
    each: ({ server }, round) => {
      if (round % 4 === 1) server.refuse(20101, { times: 1 })
    },
    refusals: 'some',
    more: 1,
  },
  {
    name: 'a good token is refused once as expired, now and then',
    each: ({ server }, round) => {
      if (round % 4 === 1) server.refuse(20104, { times: 1 })
    },
    refusals: 'some',
    more: 1,
  },
  {
    name: 'the life told is a lie: one second',
    faults: '1: each update at once asks for the next',
    products: ['voice'],
    before: ({ server }) => {
      server.ttl = 1
    },
  },
  {
    name: 'updates are taken without an answer, now and then',
    faults: '3: without `connected`, the SDK tells no end any more',
    products: ['voice'],
    each: async (world, round) => {
      if (round % 4 !== 1) return
      world.server.silence({ listening: true })
      await world.lives(0.6)
      world.server.restore()
    },
  },
  {
    name: 'a call that lasts a life and a half, now and then',
    faults: '8: an update in a call costs audio, and waits while the token lives',
    products: ['voice'],
    each: async (world, round) => {
      if (round % 4 !== 1) return
      world.client.setBusy?.(true)
      await world.lives(1.5)
      world.client.setBusy?.(false)
    },
  },
  {
    name: 'the server closes with 410 at random',
    refusals: 'some',
    faults: '5: an update just after is neither sent nor settled',
    products: ['twilsock'],
    each: async (world) => {
      await world.seconds(Math.random() * world.ttl * 0.5)
      world.server.close(410)
    },
    more: 1,
  },
  {
    name: 'the server hands over (308), and closes with 401, by turns',
    refusals: 'some',
    products: ['twilsock'],
    each: ({ server }, round) => server.close(round % 2 === 0 ? 308 : 401),
    more: 1,
  },
  {
    name: 'the server tells early that the token ends',
    faults: '6: two updates at once; the event is a hint',
    products: ['twilsock'],
    before: ({ server }) => {
      server.ttl = 181
    },
  },
]
