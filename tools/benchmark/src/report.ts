import { OURS_ASYNC, OURS_SYNC } from './contestant.ts'
import type { MemoryResult } from './memory.ts'
import type { NativeResult } from './native.ts'
import type { Results } from './results.ts'
import type { RuntimeResult } from './runtimes.ts'
import type { SizeResult, Weight } from './size_limit.ts'
import type { Makeup } from './size_makeup.ts'
import type { CommandResult, InstallResult, StartResult } from './start.ts'
import type { Spread } from './statistics.ts'
import type { SuiteResult } from './suites.ts'
import { table } from './table.ts'
import type { TargetResult } from './targets.ts'

/** Nanoseconds in the unit that reads best. */
function duration(ns: number): string {
  if (ns >= 1e6) return `${(ns / 1e6).toFixed(1)} ms`
  return `${(ns / 1e3).toFixed(2)} µs`
}

function range({ p25, p75 }: Spread, write: (value: number) => string): string {
  return `${write(p25)} to ${write(p75)}`
}

function times(spread: Spread | undefined): string {
  return spread === undefined ? '' : `${spread.median.toFixed(2)}x`
}

export function suiteTable({ rows }: SuiteResult): string {
  const fastest = [...rows].sort((a, b) => a.time.median - b.time.median)
  return table(
    [
      '',
      'median',
      'middle half of rounds',
      'processor time',
      'times the floor',
      'times faster than fast-jwt',
    ],
    fastest.map(({ name, time, cpu, toFloor, fasterThanFastJwt }) => [
      name === OURS_SYNC || name === OURS_ASYNC ? `**${name}**` : name,
      duration(time.median),
      range(time, duration),
      cpu === undefined ? '' : duration(cpu.median),
      times(toFloor),
      times(fasterThanFastJwt),
    ]),
  )
}

/** The suites of each runtime, under headings of their own; what was not to be had is said. */
export function runtimeTables(runtimes: readonly RuntimeResult[]): string {
  return runtimes
    .flatMap(({ name, version, suites }) =>
      version === undefined
        ? [`### ${name}`, 'No build of it was installed for this machine: it was not measured.']
        : suites.flatMap((suite) => [
            `### ${name} ${version}: ${suite.title.toLowerCase()}`,
            suiteTable(suite),
          ]),
    )
    .join('\n\n')
}

export function memoryTable(memory: readonly MemoryResult[]): string {
  return table(
    ['', 'calls', 'heap, first look', 'heap, last look', 'kept per call'],
    memory.map(({ name, calls, bytesPerCall, firstMegabytes, lastMegabytes }) => [
      name,
      calls.toLocaleString('en'),
      `${firstMegabytes.toFixed(2)} MB`,
      `${lastMegabytes.toFixed(2)} MB`,
      `${bytesPerCall.toFixed(3)} bytes`,
    ]),
  )
}

export function startTable(start: readonly StartResult[]): string {
  const ms = (value: number) => value.toFixed(1)
  return table(
    [
      '',
      'by',
      'load, ms',
      'middle half',
      'load + first token, ms',
      'whole process, ms',
      'resident, MB',
      'heap, MB',
    ],
    start.map(({ name, format, load, firstToken, process, residentMegabytes, heapMegabytes }) => [
      name,
      format,
      ms(load.median),
      range(load, ms),
      ms(firstToken.median),
      ms(process.median),
      ms(residentMegabytes.median),
      ms(heapMegabytes.median),
    ]),
  )
}

export function commandTable(commands: readonly CommandResult[]): string {
  return table(
    ['', 'beside Node alone, ms', 'middle half'],
    commands.map(({ name, besideNode }) => {
      const ms = (value: number) => value.toFixed(1)
      return [name, ms(besideNode.median), range(besideNode, ms)]
    }),
  )
}

/** The native floor in a sentence. */
export function nativeText({ time, skipped }: NativeResult): string {
  return time === undefined
    ? `The native floor (a C program with OpenSSL) was skipped: ${skipped}.`
    : `The native floor, a C program with OpenSSL that makes the same token: ${duration(time.median)} (${range(time, duration)}).`
}

export function installTable(install: readonly InstallResult[]): string {
  return table(
    ['', 'packages', 'files', 'kB on disk'],
    install.map(({ name, packages, files, kilobytes }) => [
      name,
      String(packages),
      String(files),
      kilobytes.toLocaleString('en'),
    ]),
  )
}

export function sizeTable(sizes: readonly SizeResult[]): string {
  const cells = (weight: Weight | undefined) => [
    weight?.bytes.toLocaleString('en') ?? '',
    weight?.budget === undefined
      ? ''
      : `${weight.budget.toLocaleString('en')}${weight.passed ? '' : ' OVER'}`,
  ]
  return table(
    ['', 'edge', 'budget', 'Node', 'budget'],
    sizes.map(({ name, edge, node }) => [name, ...cells(edge), ...cells(node)]),
  )
}

/** Sources that have less of a bundle than this are told in one row. */
const SMALL_SHARE = 0.02

/** What each bundle is made of, a table for each. */
export function makeupTables(makeup: readonly Makeup[]): string {
  return makeup
    .map(({ name, sources }) => {
      const total = sources.reduce((sum, { bytes }) => sum + bytes, 0)
      const large = sources.filter(({ bytes }) => bytes >= total * SMALL_SHARE)
      const rest = total - large.reduce((sum, { bytes }) => sum + bytes, 0)
      const rows = [...large, { file: `${sources.length - large.length} smaller ones`, bytes: rest }]
      return `What ${name} is made of, for Node, in minified bytes before gzip:\n\n${table(
        ['source', 'bytes', 'share'],
        rows.map(({ file, bytes }) => [
          file,
          bytes.toLocaleString('en'),
          `${Math.round((bytes / total) * 100)} %`,
        ]),
      )}`
    })
    .join('\n\n')
}

export function targetTable(targets: readonly TargetResult[]): string {
  return table(
    ['target', 'measured', ''],
    targets.map(({ text, measured, met }) => [text, measured, met ? 'met' : 'NOT MET']),
  )
}

export function machineText({ machine, quick }: Results): string {
  const { date, node, openssl, platform, cpu, cores, memoryGigabytes, load, versions } = machine
  const libraries = Object.entries(versions).map(([name, version]) => `${name} ${version}`)
  return `${date}, Node ${node} (OpenSSL ${openssl}) on ${platform}: ${cpu}, ${cores} cores, ${memoryGigabytes} GB, load ${load} at the start.
${libraries.join(', ')}.${quick ? '\nA quick run: its figures say nothing.' : ''}`
}
