// Not the globals: a run may make those coarse.
import { setTimeout } from 'node:timers'
import { createFakeTwilio, type FakeServer, type FakeTwilio } from '@x/token-testing'
import type { Scenario } from './scenarios.ts'
import type { Product } from './sdks/sdk.ts'
import { WorldClock } from './world_clock.ts'

/** A stretch of world time in which the client cannot be asked to have a living token. */
export interface Excused {
  readonly from: number
  to: number
}

/** What a world's client is to do, and how it is ended: in this process, or in a page. */
export interface Client {
  stop(): void | Promise<void>
  /** Makes the client busy with a call, and ends that; where it can be. */
  setBusy?(busy: boolean): void
}

/** One client of one SDK, bound to one source, with Twilio's side and an endpoint of its own. */
export class World {
  readonly clock: WorldClock = new WorldClock()
  readonly ttl: number
  readonly excused: Excused[] = []
  /** World times at which the newest token was found dead. */
  readonly dead: number[] = []
  fake!: FakeTwilio
  server!: FakeServer
  client: Client = { stop() {} }
  /** How far the client's clock is off, in seconds. */
  skew = 0

  constructor(ttl: number) {
    this.ttl = ttl
  }

  async start(product: Product, scenario: Scenario): Promise<void> {
    this.fake = await createFakeTwilio({ clock: this.clock })
    this.server = this.fake[product]
    this.skew = scenario.skew ?? 0
    this.fake.endpoint.token = { ttl: this.ttl }
  }

  /** Waits for so many lives of a token. */
  lives(count: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, count * this.ttl * 1000))
  }

  seconds(count: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, count * 1000))
  }

  /** Nothing is asked of the client while `what` runs, nor for `grace` seconds after it. */
  async excuse(what: () => void | Promise<void>, grace: number): Promise<void> {
    const excused: Excused = { from: this.clock.now(), to: Number.POSITIVE_INFINITY }
    this.excused.push(excused)
    await what()
    excused.to = this.clock.now() + grace
  }

  isExcused(at: number): boolean {
    return this.excused.some(({ from, to }) => at >= from && at <= to)
  }

  async stop(): Promise<void> {
    await this.client.stop()
    await this.fake.stop()
  }
}
