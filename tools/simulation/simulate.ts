#!/usr/bin/env node
// `pnpm simulate`: 100,000 clients, an endpoint that is down for ten minutes, and what happens when it is back.
import { writeFileSync } from 'node:fs'
import { runCrowd } from './crowd.ts'
import { plot } from './plot.ts'
import { measureRecovery } from './recovery.ts'
import { LIVEKIT, SUPABASE } from './rules.ts'

const COUNT = 100_000
// With a life as long as the outage, every client is caught by it.
const OUTAGE = { from: 660, to: 1260, life: 600 }

// Millions of errors are made, and nobody reads where.
Error.stackTraceLimit = 0

const outcomes = []
for (const rule of [undefined, LIVEKIT, SUPABASE]) {
  const outcome = await runCrowd(COUNT, OUTAGE, rule)
  outcomes.push(outcome)
  const { mean, busiest, ratio, inVain } = measureRecovery(outcome, OUTAGE)
  const whole = (count: number) => Math.round(count).toLocaleString('en')
  console.log(
    `${outcome.name.padEnd(12)}  busiest second ${whole(busiest)}, mean ${whole(mean)} (${ratio.toFixed(2)} x), ` +
      `longest wait ${outcome.longestWait.toFixed(1)} s, ${whole(inVain)} requests while it was down`,
  )
}
const title = `Token requests a second: ${COUNT.toLocaleString('en')} clients, the endpoint is back after ten minutes`
const file = new URL('../../docs/recovery.svg', import.meta.url)
writeFileSync(file, plot(outcomes, OUTAGE, title))
console.log('docs/recovery.svg is written')
