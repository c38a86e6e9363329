import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { do_not_optimize, measure } from 'mitata'
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
  /** The time divided by the floor's of the same round, over the rounds; where the suite has the floor. */
  readonly toFloor?: Spread
  /** fast-jwt's time of the same round divided by this one: above 1 is faster than fast-jwt. */
  readonly fasterThanFastJwt?: Spread
}

setFlagsFromString('--expose-gc')
/** Collects all garbage, so that nobody pays for what another left behind. */
export const collectGarbage = runInNewContext('gc') as () => void

/** Calls between two looks at the clock, for work that is quick. */
const BATCH = 128

/** Nanoseconds a call of `contestant` takes in one turn, its own garbage collection included. */
async function takeTurn(contestant: Contestant, inputs: readonly string[], slice: number): Promise<number> {
  const { run } = contestant
  let at = 0
  const next = () => inputs[at++ % inputs.length] as string
  // mitata awaits what a call gives when that is a promise.
  const work = () => {
    const output = run(next())
    do_not_optimize(output)
    return output
  }
  const { avg } = await measure(work, {
    gc: collectGarbage,
    min_cpu_time: slice * 1e6,
    min_samples: 2,
    batch_samples: BATCH,
    // Keep the slowest and quickest samples: a collection of garbage is part of the cost.
    samples_threshold: Number.POSITIVE_INFINITY,
  } as Parameters<typeof measure>[1])
  return avg
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
  const times = new Map<string, number[]>(contestants.map(({ name }) => [name, []]))
  for (const contestant of contestants) await takeTurn(contestant, inputs, slice * 3)
  for (let round = 0; round < rounds; round++)
    for (let turn = 0; turn < contestants.length; turn++) {
      const contestant = contestants[(round + turn) % contestants.length] as Contestant
      times.get(contestant.name)?.push(await takeTurn(contestant, inputs, slice))
    }
  const ratio = (over: readonly number[] | undefined, under: readonly number[] | undefined) =>
    over && under && spread(over.map((time, round) => time / (under[round] as number)))
  return contestants.map(({ name }) => {
    const toFloor = ratio(times.get(name), times.get(FLOOR))
    const fasterThanFastJwt = ratio(times.get(FAST_JWT), times.get(name))
    return {
      name,
      time: spread(times.get(name) as number[]),
      ...(toFloor && { toFloor }),
      ...(fasterThanFastJwt && { fasterThanFastJwt }),
    }
  })
}
