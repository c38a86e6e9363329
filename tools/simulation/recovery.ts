import type { Outcome } from './crowd.ts'
import type { Outage } from './endpoint.ts'

/** Over how many seconds a full-grown backoff spreads its clients: `maxBackoff`'s default. */
export const WINDOW = 60

/** What the recovery looks like in numbers. */
export interface Recovery {
  readonly mean: number
  readonly busiest: number
  /** How many times the mean the busiest second is. */
  readonly ratio: number
  /** Requests in all while the endpoint was down. */
  readonly inVain: number
}

export function measureRecovery({ load }: Outcome, { from, to }: Outage): Recovery {
  const sum = (seconds: readonly number[]) => seconds.reduce((total, count) => total + count, 0)
  const recovery = load.slice(to, to + WINDOW)
  const mean = sum(recovery) / WINDOW
  const busiest = Math.max(...recovery)
  return { mean, busiest, ratio: busiest / mean, inVain: sum(load.slice(from, to)) }
}
