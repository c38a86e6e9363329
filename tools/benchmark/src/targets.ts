import { FAST_JWT, OURS_ASYNC, OURS_JWT, OURS_SYNC } from './contestant.ts'
import { PAIR_ALGORITHMS } from './key_pair_minters.ts'
import type { Results } from './results.ts'
import { MINT_IMPORT, VIDEO_IMPORT } from './size_budgets.ts'
import { OURS_AT_START } from './start.ts'
import { SIZES, type SuiteResult, VALIDATION } from './suites.ts'

/** A figure the project has set itself, and what was measured. */
export interface TargetResult {
  readonly text: string
  readonly measured: string
  readonly met: boolean
}

type Measure = (results: Results) => number | undefined
type Find = (results: Results) => readonly SuiteResult[] | undefined

const onThisNode: Find = ({ suites }) => suites
const on =
  (name: string): Find =>
  ({ runtimes }) =>
    runtimes?.find((each) => each.name === name)?.suites

const time = (suite: SuiteResult | undefined, name: string): number | undefined =>
  suite?.rows.find((row) => row.name === name)?.time.median

/** The least of some figures; undefined where one of them was not measured. */
function least(figures: readonly (number | undefined)[]): number | undefined {
  return figures.every((each) => each !== undefined) ? Math.min(...(figures as number[])) : undefined
}

/** How many times faster `name` is than fast-jwt, at the worst of the suites. */
function faster(find: Find, name: string, ids: readonly string[]): Measure {
  return (results) =>
    least(
      ids.map((id) => {
        const suite = find(results)?.find((each) => each.id === id)
        return suite?.rows.find((row) => row.name === name)?.fasterThanFastJwt?.median
      }),
    )
}

/** How many times faster ours is than the fastest of all others, at the worst of the suites. */
function fasterThanAll(find: Find, ids: readonly string[]): Measure {
  return (results) =>
    least(
      ids.map((id) => {
        const suite = find(results)?.find((each) => each.id === id)
        const ours = time(suite, OURS_ASYNC)
        const others = suite?.rows.filter(({ name }) => name !== OURS_ASYNC) ?? []
        return ours && Math.min(...others.map((row) => row.time.median)) / ours
      }),
    )
}

/** How many times longer `name` takes than `other`, at the worst of the suites. */
function longer(name: string, other: string, ids: readonly string[]): Measure {
  return ({ suites }) => {
    const inverse = least(
      ids.map((id) => {
        const suite = suites?.find((each) => each.id === id)
        const ours = time(suite, name)
        return ours && (time(suite, other) ?? Number.NaN) / ours
      }),
    )
    return inverse && 1 / inverse
  }
}

/** The heavier of the two bundles. */
function weight(import_: string): Measure {
  return ({ sizes }) => {
    const { edge, node } = sizes?.find(({ name }) => name === import_) ?? {}
    return edge && node && Math.max(edge.bytes, node.bytes)
  }
}

/** How many times faster ours loads than a peer: the worse of `require` and `import`. */
function loadsFaster(peer: string): Measure {
  return ({ start }) => {
    if (start === undefined) return undefined
    const load = (name: string, format: string) =>
      start.find((each) => each.name === name && each.format === format)?.load.median ?? Number.NaN
    return Math.min(
      ...['require', 'import'].map((format) => load(peer, format) / load(OURS_AT_START, format)),
    )
  }
}

const growth: Measure = ({ memory }) => memory && Math.max(...memory.map(({ bytesPerCall }) => bytesPerCall))

/** What a command takes beside Node alone, in milliseconds. */
function beside(name: string): Measure {
  return ({ commands }) => commands?.find((each) => each.name === name)?.besideNode.median
}

type Target = [text: string, measure: Measure, limit: 'at least' | 'at most', bound: number, unit: string]

const ids = (job: 'mint' | 'verify', sizes: readonly number[]) => sizes.map((size) => `${job}-bytes-${size}`)
const SMALL = SIZES.slice(0, 2)
const LARGE = SIZES.slice(2)
const MOST = SIZES.slice(0, 3)
const LARGEST = SIZES.slice(3)

/** The Node that runs the benchmark, and the newest. */
const NODES: readonly (readonly [string, Find])[] = [
  ['this Node', onThisNode],
  ['Node 26', on('Node 26')],
]
const OTHERS: readonly (readonly [string, Find])[] = [
  ['Bun', on('Bun')],
  ['Deno', on('Deno')],
]

const TARGETS: readonly Target[] = [
  ...NODES.flatMap(([name, find]): Target[] => [
    [
      `mint, sync, ${name}, 0.3 and 1 KB: times faster than fast-jwt`,
      faster(find, OURS_SYNC, ids('mint', SMALL)),
      'at least',
      1.4,
      'x',
    ],
    [
      `mint, sync, ${name}, 4 and 12 KB: times faster than fast-jwt`,
      faster(find, OURS_SYNC, ids('mint', LARGE)),
      'at least',
      1.2,
      'x',
    ],
    [
      `verify, sync, ${name}, 0.3 to 4 KB: times faster than uncached fast-jwt`,
      faster(find, OURS_SYNC, ids('verify', MOST)),
      'at least',
      1.1,
      'x',
    ],
    [
      `verify, sync, ${name}, 12 KB: times faster than uncached fast-jwt`,
      faster(find, OURS_SYNC, ids('verify', LARGEST)),
      'at least',
      1,
      'x',
    ],
  ]),
  ...OTHERS.flatMap(([name, find]): Target[] => [
    [
      `mint, sync, ${name}, every size: times faster than fast-jwt`,
      faster(find, OURS_SYNC, ids('mint', SIZES)),
      'at least',
      1.1,
      'x',
    ],
    [
      `verify, sync, ${name}, every size: times faster than uncached fast-jwt`,
      faster(find, OURS_SYNC, ids('verify', SIZES)),
      'at least',
      1,
      'x',
    ],
  ]),
  [
    'mint, Jwt, sync, 0.3 and 1 KB: times faster than fast-jwt',
    faster(onThisNode, OURS_JWT, ids('mint', SMALL)),
    'at least',
    1.3,
    'x',
  ],
  [
    'mint, Jwt, sync, 4 and 12 KB: times faster than fast-jwt',
    faster(onThisNode, OURS_JWT, ids('mint', LARGE)),
    'at least',
    1.15,
    'x',
  ],
  [
    'verify, Jwt, sync, 0.3 to 4 KB: times faster than uncached fast-jwt',
    faster(onThisNode, OURS_JWT, ids('verify', MOST)),
    'at least',
    1.1,
    'x',
  ],
  [
    'verify, Jwt, sync, 12 KB: times faster than uncached fast-jwt',
    faster(onThisNode, OURS_JWT, ids('verify', LARGEST)),
    'at least',
    1,
    'x',
  ],
  [
    'mint, workerd, every size: times faster than the fastest other',
    fasterThanAll(on('workerd'), ids('mint', SIZES)),
    'at least',
    0.97,
    'x',
  ],
  [
    'verify, workerd, every size: times faster than the fastest other',
    fasterThanAll(on('workerd'), ids('verify', SIZES)),
    'at least',
    0.97,
    'x',
  ],
  [
    `sign with a PEM (${PAIR_ALGORITHMS.join(', ')}): times jose with a CryptoKey`,
    longer(
      OURS_ASYNC,
      'jose',
      PAIR_ALGORITHMS.map((alg) => `sign-${alg}`),
    ),
    'at most',
    1.1,
    'x',
  ],
  [
    'sign a request: times faster than twilio',
    longer('twilio', OURS_ASYNC, [VALIDATION]),
    'at least',
    2,
    'x',
  ],
  [
    'TaskRouter worker token: times faster than fast-jwt',
    faster(onThisNode, OURS_SYNC, ['worker-capability']),
    'at least',
    1.2,
    'x',
  ],
  [
    'client capability token: times faster than fast-jwt',
    faster(onThisNode, OURS_SYNC, ['client-capability']),
    'at least',
    1.2,
    'x',
  ],
  // A leak of one pointer a token would be 8 bytes.
  ['memory kept per call, over 1,000,000 calls', growth, 'at most', 1, ' B'],
  [`${MINT_IMPORT}, min+gzip`, weight(MINT_IMPORT), 'at most', 3600, ' B'],
  [`${VIDEO_IMPORT}, min+gzip`, weight(VIDEO_IMPORT), 'at most', 5800, ' B'],
  ['load access token + video grant: times faster than twilio', loadsFaster('twilio'), 'at least', 9, 'x'],
  ['load access token + video grant: times faster than jose', loadsFaster('jose'), 'at least', 2, 'x'],
  ['xtoken mint, beside Node alone', beside('xtoken mint'), 'at most', 60, ' ms'],
  ['xtoken doctor, beside Node alone', beside('xtoken doctor'), 'at most', 70, ' ms'],
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

/** A run in three lines, for those who read no further. */
export function summarize(results: Results): string[] {
  const ratio = (find: Find, name: string, list: readonly string[]) => {
    const all = list.map((id) => faster(find, name, [id])(results)).filter((each) => each !== undefined)
    return all.length === 0
      ? undefined
      : `${Math.min(...all).toFixed(2)} to ${Math.max(...all).toFixed(2)} times`
  }
  const line = (job: 'mint' | 'verify') =>
    [...NODES, ...OTHERS]
      .map(([name, find]) => [name, ratio(find, OURS_SYNC, ids(job, SIZES))] as const)
      .filter(([, found]) => found !== undefined)
      .map(([name, found]) => `${found} on ${name}`)
      .join(', ')
  const judged = judge(results)
  const missed = judged.filter(({ met }) => !met)
  return [
    `- Minting an access token, by size of its claims, against ${FAST_JWT}: ${line('mint')} as fast.`,
    `- Verifying it with all checks, against uncached ${FAST_JWT}: ${line('verify')} as fast.`,
    `- ${judged.length - missed.length} of ${judged.length} targets are met, at a load of ${results.machine.load} at the start.`,
  ]
}
