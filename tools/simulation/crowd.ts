import { createTokenSource } from '@x/token-source'
import { Endpoint, type Outage } from './endpoint.ts'
import type { Rule } from './rules.ts'
import { VirtualTime } from './virtual_time.ts'

/** What a crowd of clients did to its endpoint. */
export interface Outcome {
  readonly name: string
  /** Requests by second from the beginning. */
  readonly load: readonly number[]
  /** How long after the end of the outage the last client had a token again, in seconds. */
  readonly longestWait: number
}

/** One client: begins now, and says when it has a token. */
type Client = (endpoint: Endpoint, time: VirtualTime, got: () => void) => void

const ours: Client = (endpoint, time, got) => {
  const now = () => time.at / 1000
  const source = createTokenSource(
    async () => {
      if (!endpoint.ask(now())) throw new Error('down')
      return endpoint.token(now())
    },
    { now },
  )
  source.subscribe(got)
}

function byRule(rule: Rule): Client {
  return (endpoint, time, got) => {
    let failures = 0
    let due = 0
    const look = () => {
      const now = time.at / 1000
      if (now < due) return time.after(Math.max(rule.tick, due - now - rule.tick) * 1000, look)
      if (endpoint.ask(now)) {
        failures = 0
        due = now + endpoint.outage.life - rule.margin
        got()
        return time.after(rule.tick * 1000, look)
      }
      return time.after(rule.delay(++failures) * 1000, look)
    }
    look()
  }
}

/** Runs `count` clients that begin spread over `spread` seconds, until a minute and a half after the outage. */
export async function runCrowd(
  count: number,
  outage: Outage,
  rule?: Rule,
  spread = outage.life,
): Promise<Outcome> {
  const time = new VirtualTime()
  const endpoint = new Endpoint(outage)
  const client = rule ? byRule(rule) : ours
  const had = new Float64Array(count)
  for (let at = 0; at < count; at++) {
    time.after((at / count) * spread * 1000, () => {
      client(endpoint, time, () => {
        had[at] = time.at / 1000
      })
    })
  }
  // Who has a token of before the outage still in the end never missed one.
  await time.run((outage.to + 90) * 1000)
  const waits = Array.from(had, (last) => {
    const isLiving = last < outage.from && last + outage.life > outage.to + 90
    return isLiving ? 0 : last < outage.to ? Number.POSITIVE_INFINITY : last - outage.to
  })
  const second = (_: unknown, at: number) => endpoint.load[at] ?? 0
  return {
    name: rule?.name ?? 'token-source',
    load: Array.from({ length: outage.to + 90 }, second),
    longestWait: waits.reduce((most, wait) => Math.max(most, wait), 0),
  }
}
