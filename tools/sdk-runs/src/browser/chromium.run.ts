import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LONG, report } from '../form.ts'
import { type Outcome, play } from '../play.ts'
import type { Scenario } from '../scenarios.ts'
import type { Product } from '../sdks/sdk.ts'
import type { Client, World } from '../world.ts'
import { Browser, type Tab } from './devtools.ts'
import { type Site, serveSite } from './site.ts'

const EXECUTABLE = '/usr/bin/chromium'
const LIVES = LONG ? 20 : 3
const HOUR = 3_600_000

const TTL = 12
const SDKS: readonly { readonly name: string; readonly product: Product }[] = [
  { name: 'voice', product: 'voice' },
  { name: 'conversations', product: 'twilsock' },
  { name: 'sync', product: 'twilsock' },
  { name: 'taskrouter', product: 'eventBridge' },
]

/** What happens to the page. */
interface PageScenario extends Scenario {
  /** Runs before the page's own scripts. */
  readonly script?: string
  readonly hidden?: boolean
  /** How long a token lives, in seconds, and for how many lives it goes on, where not as the others. */
  readonly ttl?: number
  readonly lives?: number
  /** Happens to the page again and again, a life between. */
  readonly eachTab?: (tab: Tab, worlds: readonly World[], round: number) => Promise<void>
}

const pause = (seconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, seconds * 1000))
/** Timers of a page that wake at multiples of so many seconds while it is hidden. */
const coarse = (seconds: number): string => `{
  const { setTimeout, setInterval } = globalThis
  const up = (ms) => Math.ceil(ms / ${seconds * 1000}) * ${seconds * 1000}
  const wait = (ms) => document.hidden ? up(Date.now() + ms) - Date.now() : ms
  globalThis.setTimeout = (call, ms = 0, ...rest) => setTimeout(call, wait(ms), ...rest)
  globalThis.setInterval = (call, ms = 0, ...rest) => setInterval(call, up(ms), ...rest)
}`
const shift = (by: number): string => `{ const now = Date.now; Date.now = () => now() + ${by} }`

const SCENARIOS: PageScenario[] = [
  { name: 'a page that is seen' },
  { name: 'a clock an hour ahead', script: shift(HOUR) },
  { name: 'a clock an hour behind', script: shift(-HOUR) },
  { name: 'a hidden page, whose timers wake once a second', hidden: true },
  {
    name: 'a hidden page, whose timers wake every two seconds',
    hidden: true,
    script: coarse(2),
    before: ({ fake }) => fake.endpoint.fail({ kind: 'status', status: 500 }, { every: 3 }),
  },
  {
    name: 'a page frozen for two lives and thawed, now and then',
    hidden: true,
    refusals: 'some',
    more: 1,
    eachTab: async (tab, worlds, round) => {
      if (round % 5 !== 0) return
      const frozen = tab
        .freeze()
        .then(() => pause(2 * TTL))
        .then(() => tab.thaw())
      await Promise.all(worlds.map((world) => world.excuse(() => frozen, 10)))
    },
  },
  {
    name: 'a browser offline for a second, now and then',
    refusals: 'some',
    eachTab: async (tab, _worlds, round) => {
      if (round % 3 !== 0) return
      const condition = { latency: 0, downloadThroughput: -1, uploadThroughput: -1 }
      await tab.send('Network.emulateNetworkConditions', { offline: true, ...condition })
      await pause(1)
      await tab.send('Network.emulateNetworkConditions', { offline: false, ...condition })
    },
  },
  {
    name: 'the endpoint fails each third time',
    before: ({ fake }) => fake.endpoint.fail({ kind: 'status', status: 500 }, { every: 3 }),
  },
]

// In true size, for the source's own margin of a minute.
if (LONG)
  SCENARIOS.push({
    name: 'a hidden page, whose timers wake once a minute, the endpoint is slow',
    ttl: 300,
    lives: 2,
    heal: 130,
    hidden: true,
    script: coarse(60),
    before: ({ fake }) => fake.endpoint.fail({ kind: 'slow', seconds: 3 }),
  })

// In CI the runner installs Chromium first; elsewhere its absence is told, not hidden.
describe.skipIf(!existsSync(EXECUTABLE))('Chromium', () => {
  let browser: Browser
  let site: Site
  const outcomes: Outcome[] = []

  beforeAll(async () => {
    site = await serveSite()
    browser = await Browser.start(EXECUTABLE)
  })
  afterAll(async () => {
    report(outcomes)
    await browser.stop()
    await site.stop()
  })

  /** One page for all SDKs, each with a source and servers of its own, opened when all the servers are there. */
  class SharedPage {
    readonly #scenario: PageScenario
    readonly #worlds: World[] = []
    #open: (tab: Tab) => void = () => {}
    #fail: (error: unknown) => void = () => {}
    readonly tab: Promise<Tab> = new Promise((resolve, reject) => {
      this.#open = resolve
      this.#fail = reject
    })

    constructor(scenario: PageScenario) {
      this.#scenario = scenario
    }

    async join(world: World): Promise<Client> {
      this.#worlds.push(world)
      if (this.#worlds.length === SDKS.length) this.#start().then(this.#open, this.#fail)
      await this.tab
      await world.server.until('accepted', 1, 60)
      // While the pages load, the machine is busy: that is no part of what is looked at.
      await pause(world.ttl / 2)
      this.#scenario.before?.(world)
      return { stop: async () => {} }
    }

    async happen(world: World, round: number): Promise<void> {
      // To the page once, not for each of its SDKs.
      if (world === this.#worlds[0]) await this.#scenario.eachTab?.(await this.tab, this.#worlds, round)
    }

    async #start(): Promise<Tab> {
      const told = SDKS.map(({ name }, at) => {
        const { voice, twilsock, eventBridge, endpoint } = (this.#worlds[at] as World).fake
        const servers = Object.fromEntries(
          Object.entries({ voice, twilsock, eventBridge }).map(([key, { sdkOptions }]) => [
            key,
            { sdkOptions },
          ]),
        )
        return { sdk: name, endpoint: endpoint.url, ttl: this.#scenario.ttl ?? TTL, servers }
      })
      const { script, hidden } = this.#scenario
      const tab = await browser.open(`${site.url}#${encodeURIComponent(JSON.stringify(told))}`, script)
      for (let tries = 0; (await tab.evaluate('globalThis.ready')) !== true; tries++) {
        const failure = await tab.evaluate('globalThis.failure')
        if (failure !== undefined || tries > 600) throw new Error(`the page did not start: ${failure}`)
        await pause(0.1)
      }
      if (hidden) {
        await tab.hide()
        expect(await tab.evaluate('document.visibilityState')).toBe('hidden')
      }
      return tab
    }
  }

  describe.concurrent(`${LIVES} lives of ${TTL} s`, () => {
    for (const scenario of SCENARIOS)
      it(scenario.name, async () => {
        const page = new SharedPage(scenario)
        const played: Scenario = { ...scenario, each: (world, round) => page.happen(world, round) }
        const runs = SDKS.map(({ name, product }) =>
          play(
            { name: `${name} in Chromium`, product },
            played,
            scenario.lives ?? LIVES,
            scenario.ttl ?? TTL,
            (world) => page.join(world),
          ),
        )
        const all = await Promise.all(runs)
        await (await page.tab).send('Page.close')
        outcomes.push(...all)
        expect(all.flatMap(({ sdk, faults }) => faults.map((fault) => `${sdk}: ${fault}`))).toEqual([])
      })
  })
})
