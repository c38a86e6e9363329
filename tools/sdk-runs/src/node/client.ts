import { clearInterval, setInterval } from 'node:timers'
import { createTokenSource, fetchFrom, type TokenSource } from '@x/token-source'
import type { Scenario } from '../scenarios.ts'
import type { Sdk } from '../sdks/sdk.ts'
import type { Client, World } from '../world.ts'

/** Starts an SDK in this process, bound to a source, and looks all the time whether the source's token lives. */
export async function startHere(sdk: Sdk, world: World, scenario: Scenario): Promise<Client> {
  const { fake, clock } = world
  const source = createTokenSource(fetchFrom(fake.endpoint.url), {
    now: () => clock.now() + world.skew,
    timeout: scenario.timeout ?? 2,
    // In proportion: a minute to an hour is less than this to a life of seconds.
    maxBackoff: Math.min(60, world.ttl),
  })
  const first = scenario.expiredFirst ? await fake.mint({ ttl: -1 }) : await firstToken(source)
  scenario.before?.(world)
  const started = sdk.start(fake, first)
  let exp: number | undefined
  source.subscribe((token) => {
    exp = endOf(token)
  })
  const unbind = started.bind(source)
  const sampler = setInterval(() => {
    const now = clock.now()
    if (exp !== undefined && exp <= now && !world.isExcused(now)) world.dead.push(now)
  }, 50)
  return {
    ...(started.setBusy && { setBusy: started.setBusy }),
    async stop() {
      clearInterval(sampler)
      unbind()
      source.stop()
      await started.stop()
    },
  }
}

/** All clients of a file start at once, and a busy machine may be too slow for the first try. */
async function firstToken(source: TokenSource): Promise<string> {
  for (let tries = 0; ; tries++) {
    try {
      return await source.get()
    } catch (error) {
      if (tries === 50) throw error
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }
}

function endOf(token: string): number {
  const [, payload = ''] = token.split('.')
  return JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')).exp
}
