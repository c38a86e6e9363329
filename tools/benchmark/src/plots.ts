import { parse, View } from 'vega'
import { compile, type TopLevelSpec } from 'vega-lite'
import { FAST_JWT, FLOOR, OURS_ASYNC, OURS_SYNC } from './contestant.ts'
import type { Results } from './results.ts'
import type { SuiteResult } from './suites.ts'

const OURS = [OURS_SYNC, OURS_ASYNC]
const LOOK = {
  background: 'white',
  padding: 12,
  config: { font: 'sans-serif', view: { stroke: null }, axis: { gridColor: '#e5e5e5' } },
} as const
const COLOURS = { domain: ['ours', 'floor', 'peers'], range: ['#d62f4b', '#8a8a8a', '#4a6fa5'] }

async function draw(spec: TopLevelSpec): Promise<string> {
  const view = new View(parse(compile(spec).spec), { renderer: 'none' })
  const svg = await view.toSVG()
  view.finalize()
  return `${svg}\n`
}

function side(name: string): string {
  if (name.startsWith('ours')) return 'ours'
  return name === FLOOR ? 'floor' : 'peers'
}

/** Dots, since a bar has no length on a logarithmic scale; a line through each is the middle half of the rounds. */
function dots({ title, rows }: SuiteResult): object {
  return {
    title: { text: title, anchor: 'start', frame: 'group' },
    width: 460,
    height: { step: 22 },
    data: {
      values: rows.map(({ name, time }) => ({
        ...{ name, side: side(name), median: time.median / 1e3, p25: time.p25 / 1e3, p75: time.p75 / 1e3 },
        text: `${(time.median / 1e3).toFixed(1)} µs`,
      })),
    },
    encoding: {
      y: {
        field: 'name',
        type: 'nominal',
        sort: { field: 'median' },
        title: null,
        axis: { labelLimit: 260, grid: true },
      },
      x: {
        field: 'median',
        type: 'quantitative',
        scale: { type: 'log' },
        title: 'µs for one token (logarithmic)',
        axis: { tickCount: 4 },
      },
      color: { field: 'side', type: 'nominal', scale: COLOURS, legend: null },
    },
    layer: [
      { mark: { type: 'rule', strokeWidth: 3 }, encoding: { x: { field: 'p25' }, x2: { field: 'p75' } } },
      { mark: { type: 'point', filled: true, size: 90, opacity: 1 } },
      { mark: { type: 'text', align: 'left', dx: 10, dy: -6 }, encoding: { text: { field: 'text' } } },
    ],
  }
}

/** Lines: how the time of each contestant grows over suites that ask for more and more. */
function lines(title: string, axis: string, points: readonly [number, SuiteResult][]): object {
  const shown = [...OURS, FLOOR, FAST_JWT, 'jsonwebtoken']
  return {
    title: { text: title, anchor: 'start', frame: 'group' },
    width: 300,
    height: 220,
    data: {
      values: points.flatMap(([x, { rows }]) =>
        rows
          .filter(({ name }) => shown.includes(name))
          .map(({ name, time }) => ({ x, name, microseconds: time.median / 1e3 })),
      ),
    },
    mark: { type: 'line', point: true },
    encoding: {
      x: { field: 'x', type: 'quantitative', title: axis, scale: { zero: true } },
      y: { field: 'microseconds', type: 'quantitative', title: 'µs for one token' },
      color: {
        field: 'name',
        type: 'nominal',
        title: null,
        sort: shown,
        scale: { domain: shown, range: ['#d62f4b', '#f0899a', '#8a8a8a', '#4a6fa5', '#3f9e6e'] },
      },
    },
  }
}

/** The plots of a run, as SVG by file name. */
export async function drawPlots({ suites = [] }: Results): Promise<Record<string, string>> {
  const named = (id: string) => suites.filter((suite) => suite.id === id)
  const series = (prefix: string, x: (suite: SuiteResult) => number): [number, SuiteResult][] =>
    suites.filter(({ id }) => id.startsWith(prefix)).map((suite) => [x(suite), suite])
  const count = ({ id }: SuiteResult) => Number(id.split('-').at(-1))
  return {
    'benchmark_speed.svg': await draw({
      ...LOOK,
      resolve: { scale: { x: 'shared' } },
      vconcat: [...named('mint'), ...named('verify')].map(dots),
    } as unknown as TopLevelSpec),
    'benchmark_growth.svg': await draw({
      ...LOOK,
      hconcat: [
        lines('Mint, by grants', 'grants', series('mint-grants-', count)),
        lines('Mint, by size', 'bytes of claims', series('mint-bytes-', count)),
        lines('Verify, by size', 'bytes of claims', series('verify-bytes-', count)),
      ],
    } as unknown as TopLevelSpec),
  }
}
