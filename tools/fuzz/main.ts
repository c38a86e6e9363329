#!/usr/bin/env node
// `pnpm fuzz`: a million hostile tokens; `--count`, `--seed` and `--first` choose others, or one of them again.
import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'
import { FuzzError, fuzz } from './fuzz.ts'

const { values } = parseArgs({
  options: {
    count: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: String(randomInt(2 ** 31)) },
    first: { type: 'string', default: '0' },
  },
})
const [count, seed, first] = [values.count, values.seed, values.first].map(Number) as [number, number, number]
if (![count, seed, first].every((each) => Number.isSafeInteger(each) && each >= 0))
  throw new Error('--count, --seed and --first are whole numbers from 0 up')

const show = (number: number) => number.toLocaleString('en')
const list = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts)
    .sort(([, a], [, b]) => b - a)
    .map(([name, number]) => `  ${show(number).padStart(12)}  ${name}`)
    .join('\n')

console.log(`seed ${seed}, ${show(count)} tokens from case ${first}`)
const started = performance.now()
let told = started
try {
  const onProgress = (done: number) => {
    if (performance.now() - told < 20_000) return
    told = performance.now()
    console.log(`  ${show(done)} after ${((told - started) / 1000).toFixed(0)} s`)
  }
  const { tokens, calls, accepted, byMutation, byCode, slowest } = await fuzz({
    count,
    seed,
    first,
    onProgress,
  })
  const seconds = (performance.now() - started) / 1000
  console.log(
    `\nwhat was done to them:\n${list(byMutation)}\n\nwhat they were refused with:\n${list(byCode)}\n`,
  )
  console.log(
    `${show(tokens)} tokens, ${show(calls)} calls in ${seconds.toFixed(0)} s: no forged one was accepted, each of the ` +
      `${show(accepted)} that were is the service's own; the slowest call took ${slowest.toFixed(1)} ms`,
  )
} catch (error) {
  if (!(error instanceof FuzzError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
