import { OURS_ASYNC, OURS_SYNC } from './contestant.ts'
import type { Results } from './results.ts'
import type { Row } from './rounds.ts'
import { VIDEO_IMPORT } from './size_budgets.ts'
import { OURS_AT_START } from './start.ts'

/** A figure the project has set itself, and what was measured. */
export interface TargetResult {
  readonly text: string
  readonly measured: string
  readonly met: boolean
}

type Measure = (results: Results) => number | undefined

function row(suite: string, name: string): (results: Results) => Row | undefined {
  return ({ suites }) => suites?.find(({ id }) => id === suite)?.rows.find((each) => each.name === name)
}

function weight(target: 'edge' | 'node'): Measure {
  return ({ sizes }) => sizes?.find(({ name }) => name === VIDEO_IMPORT)?.[target]?.bytes
}

/** How many times faster ours loads than twilio: the worse of `require` and `import`. */
const startRatio: Measure = ({ start }) => {
  if (start === undefined) return undefined
  const load = (name: string, format: string) =>
    start.find((each) => each.name === name && each.format === format)?.load.median ?? Number.NaN
  return Math.min(
    ...['require', 'import'].map((format) => load('twilio', format) / load(OURS_AT_START, format)),
  )
}

const growth: Measure = ({ memory }) => memory && Math.max(...memory.map(({ bytesPerCall }) => bytesPerCall))

const TARGETS: readonly [
  text: string,
  measure: Measure,
  limit: 'at least' | 'at most',
  bound: number,
  unit: string,
][] = [
  [
    'mint, sync: times faster than fast-jwt',
    (r) => row('mint', OURS_SYNC)(r)?.fasterThanFastJwt?.median,
    'at least',
    1.4,
    'x',
  ],
  [
    'mint, sync: times the bare floor',
    (r) => row('mint', OURS_SYNC)(r)?.toFloor?.median,
    'at most',
    1.2,
    'x',
  ],
  [
    'mint, async: times faster than fast-jwt',
    (r) => row('mint', OURS_ASYNC)(r)?.fasterThanFastJwt?.median,
    'at least',
    1.25,
    'x',
  ],
  [
    'verify, sync: times faster than uncached fast-jwt',
    (r) => row('verify', OURS_SYNC)(r)?.fasterThanFastJwt?.median,
    'at least',
    1.1,
    'x',
  ],
  // A leak of one pointer a token would be 8 bytes.
  ['memory kept per call, over 1,000,000 calls', growth, 'at most', 1, ' B'],
  [`${VIDEO_IMPORT}, min+gzip, edge`, weight('edge'), 'at most', 8000, ' B'],
  [`${VIDEO_IMPORT}, min+gzip, Node`, weight('node'), 'at most', 4000, ' B'],
  ['load access token + video grant: times faster than twilio', startRatio, 'at least', 8, 'x'],
]

/** Each target of which the run has the figure. */
export function judge(results: Results): TargetResult[] {
  return TARGETS.flatMap(([text, measure, limit, bound, unit]) => {
    const measured = measure(results)
    if (measured === undefined) return []
    return {
      text: `${text}: ${limit} ${bound}${unit}`,
      measured: `${Number(measured.toFixed(2))}${unit}`,
      met: limit === 'at least' ? measured >= bound : measured <= bound,
    }
  })
}
