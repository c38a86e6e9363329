import { performance } from 'node:perf_hooks'
import { do_not_optimize, measure } from 'mitata'
import { collectGarbage } from './collect_garbage.ts'
import { type Contestant, FAST_JWT, FLOOR } from './contestant.ts'
import { type Spread, spread } from './statistics.ts'

/** How long to measure. */
export interface Effort {
  /** How often each contestant has its turn. */
  readonly rounds: number
  /** How long a turn lasts, in milliseconds. */
  readonly slice: number
}

/** What a suite found out about one contestant. */
export interface Row {
  readonly name: string
  /** Nanoseconds for one unit of work, over the rounds. */
  readonly time: Spread
  /** Nanoseconds of processor time for it, of all threads of the process, garbage collection included; none for workerd. */
  readonly cpu?: Spread
  /** The time divided by the floor's of the same round, over the rounds; where the suite has the floor. */
  readonly toFloor?: Spread
  /** fast-jwt's time of the same round divided by this one: above 1 is faster than fast-jwt. */
  readonly fasterThanFastJwt?: Spread
}

/** Calls between two looks at the clock, for work that is quick. */
const BATCH = 128

interface Turn {
  readonly time: number
  readonly cpu: number
}

/**
 * What a call of `contestant` takes in one turn, in nanoseconds. The time is the median of the turn's batches, since some
 * are interrupted by other processes; processor time is counted over all of them.
 */
async function takeTurn(contestant: Contestant, inputs: readonly string[], slice: number): Promise<Turn> {
  const { run } = contestant
  let at = 0
  const next = () => inputs[at++ % inputs.length] as string
  // mitata awaits what a call gives when that is a promise.
  const work = () => {
    const output = run(next())
    do_not_optimize(output)
    return output
  }
  let cpu = 0
  let inside = false
  /** mitata's clock, read before and after each batch; the processor's is read outside of that. */
  const now = () => {
    if (inside) {
      const time = performance.now()
      const { user, system } = process.cpuUsage()
      cpu += user + system
      inside = false
      return time * 1e6
    }
    const { user, system } = process.cpuUsage()
    cpu -= user + system
    inside = true
    return performance.now() * 1e6
  }
  const { p50, ticks } = await measure(work, {
    now,
    gc: collectGarbage,
    min_cpu_time: slice * 1e6,
    min_samples: 3,
    batch_samples: BATCH,
    // Keep the slowest and quickest batches: processor time is divided by the calls of all.
    samples_threshold: Number.POSITIVE_INFINITY,
  })
  return { time: p50, cpu: (cpu * 1e3) / ticks }
}

/**
 * Measures contestants in rounds: each has one short turn a round, in an order that moves on by one each time, so that
 * a machine that slows down slows everybody down. Ratios compare turns of the same round.
 */
export async function runRounds(
  contestants: readonly Contestant[],
  inputs: readonly string[],
  { rounds, slice }: Effort,
): Promise<Row[]> {
  const turns = new Map<string, Turn[]>(contestants.map(({ name }) => [name, []]))
  for (const contestant of contestants) await takeTurn(contestant, inputs, slice * 3)
  for (let round = 0; round < rounds; round++)
    for (let turn = 0; turn < contestants.length; turn++) {
      const contestant = contestants[(round + turn) % contestants.length] as Contestant
      turns.get(contestant.name)?.push(await takeTurn(contestant, inputs, slice))
    }
  const ratio = (over: readonly Turn[] | undefined, under: readonly Turn[] | undefined) =>
    over && under && spread(over.map(({ time }, round) => time / (under[round] as Turn).time))
  return contestants.map(({ name }) => {
    const of = turns.get(name) as Turn[]
    const toFloor = ratio(turns.get(name), turns.get(FLOOR))
    const fasterThanFastJwt = ratio(turns.get(FAST_JWT), turns.get(name))
    return {
      name,
      time: spread(of.map(({ time }) => time)),
      cpu: spread(of.map(({ cpu }) => cpu)),
      ...(toFloor && { toFloor }),
      ...(fasterThanFastJwt && { fasterThanFastJwt }),
    }
  })
}
