import { appendFileSync, mkdirSync } from 'node:fs'
import type { Outcome } from './play.ts'

/** The short form tells whether all is in order; the long form is the proof: twenty lives each. */
export const LONG: boolean = process.env.SDK_RUNS === 'long'
export const LIVES: number = LONG ? 20 : 3

const REPORT = new URL('../report/', import.meta.url)

/** Keeps what the long form came to, a line for each run. */
export function report(outcomes: readonly Outcome[]): void {
  if (!LONG) return
  mkdirSync(REPORT, { recursive: true })
  const lines = outcomes.map((each) => `${JSON.stringify(each)}\n`)
  appendFileSync(new URL('outcomes.jsonl', REPORT), lines.join(''))
}
