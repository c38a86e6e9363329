import { afterAll, describe, expect, it } from 'vitest'
import { LIVES, report } from './form.ts'
import { startHere } from './node/client.ts'
import { type Outcome, play } from './play.ts'
import { SCENARIOS, type Scenario } from './scenarios.ts'
import type { Sdk } from './sdks/sdk.ts'

/** Scenarios for one version of an SDK, all at the same time: each is idle for most of its lives. */
export function describeSdk(
  sdk: Sdk,
  ttl: number,
  scenarios: readonly Scenario[] = SCENARIOS,
  lives: number = LIVES,
): void {
  const outcomes: Outcome[] = []
  describe.concurrent(`${sdk.name}, ${lives} lives of ${ttl} s`, () => {
    for (const scenario of scenarios.filter(({ products }) => products?.includes(sdk.product) ?? true))
      it(scenario.name, async () => {
        const outcome = await play(sdk, scenario, lives, ttl, (world) => startHere(sdk, world, scenario))
        outcomes.push(outcome)
        expect(outcome.faults).toEqual([])
      })
  })
  afterAll(() => report(outcomes))
}
