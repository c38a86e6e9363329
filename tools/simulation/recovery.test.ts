import { expect, it } from 'vitest'
import { runCrowd } from './crowd.ts'
import { measureRecovery, WINDOW } from './recovery.ts'
import { LIVEKIT, SUPABASE } from './rules.ts'

Error.stackTraceLimit = 0

const OUTAGE = { from: 660, to: 1260, life: 600 }

it('there is no herd after an outage, and no client waits longer than the window', async () => {
  const outcome = await runCrowd(2500, OUTAGE)
  expect(measureRecovery(outcome, OUTAGE).ratio).toBeLessThanOrEqual(2)
  expect(outcome.longestWait).toBeLessThanOrEqual(WINDOW + 0.2)
})

it('nor when all clients ask for their first token in the same second of it', async () => {
  const outage = { from: 0, to: 600, life: 3600 }
  const outcome = await runCrowd(2500, outage, undefined, 1)
  expect(measureRecovery(outcome, outage).ratio).toBeLessThanOrEqual(2)
  expect(outcome.longestWait).toBeLessThanOrEqual(WINDOW + 0.2)
})

it.each([LIVEKIT, SUPABASE])('the rule of $name asks far more in vain, and makes a herd', async (rule) => {
  const [ours, theirs] = [await runCrowd(300, OUTAGE), await runCrowd(300, OUTAGE, rule)]
  const [mine, other] = [measureRecovery(ours, OUTAGE), measureRecovery(theirs, OUTAGE)]
  expect(other.inVain).toBeGreaterThan(2 * mine.inVain)
  expect(other.ratio).toBeGreaterThan(mine.ratio)
})
