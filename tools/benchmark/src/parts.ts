import { fileURLToPath } from 'node:url'
import { runNode } from './child.ts'
import { describeMachine } from './machine.ts'
import { MEMORY_JOBS, type MemoryResult } from './memory.ts'
import { measureNative } from './native.ts'
import {
  commandTable,
  installTable,
  makeupTables,
  memoryTable,
  nativeText,
  runtimeTables,
  sizeTable,
  startTable,
  suiteTable,
} from './report.ts'
import type { Results } from './results.ts'
import { measureRuntimes } from './runtimes.ts'
import { measureSizes } from './size_limit.ts'
import { measureMakeup } from './size_makeup.ts'
import { measureCommands, measureInstall, measureStart } from './start.ts'
import { allSuites, runSuite, type SuiteResult } from './suites.ts'

/** What can be measured by itself. */
export const PARTS = ['speed', 'runtimes', 'memory', 'start', 'size'] as const
export type Part = (typeof PARTS)[number]

interface Amount {
  readonly rounds: number
  /** Milliseconds of a turn. */
  readonly slice: number
  readonly memoryCalls: number
  readonly starts: number
}

const FULL: Amount = { rounds: 15, slice: 30, memoryCalls: 1_000_000, starts: 15 }
const QUICK: Amount = { rounds: 2, slice: 1, memoryCalls: 2000, starts: 1 }

/** Runs the parts one after the other, and writes down each table as soon as it is there. */
export async function runParts(
  parts: readonly Part[],
  quick: boolean,
  write: (text: string) => void,
): Promise<Results> {
  const { rounds, slice, memoryCalls, starts } = quick ? QUICK : FULL
  const machine = describeMachine()
  const found: { -readonly [Key in keyof Results]?: Results[Key] } = {}
  if (parts.includes('speed')) {
    const suites: SuiteResult[] = []
    for (const suite of allSuites()) {
      const result = await runSuite(suite, { rounds, slice })
      suites.push(result)
      write(`${result.title}\n\n${suiteTable(result)}\n`)
    }
    found.suites = suites
    found.native = await measureNative(quick ? 1 : rounds, quick ? 1000 : 50_000)
    write(`${nativeText(found.native)}\n`)
  }
  if (parts.includes('runtimes')) {
    // There are four more runtimes, each with eight suites: fewer and shorter turns.
    found.runtimes = await measureRuntimes(quick ? QUICK : { rounds: 7, slice: 15 })
    write(`${runtimeTables(found.runtimes)}\n`)
  }
  if (parts.includes('memory')) {
    const memory: MemoryResult[] = []
    const child = fileURLToPath(new URL('./memory_child.js', import.meta.url))
    for (const job of MEMORY_JOBS) memory.push(await runNode<MemoryResult>([child, job, String(memoryCalls)]))
    found.memory = memory
    write(`Memory\n\n${memoryTable(memory)}\n`)
  }
  if (parts.includes('start')) {
    found.start = await measureStart(starts)
    found.commands = await measureCommands(starts)
    found.install = measureInstall()
    write(
      `Start\n\n${startTable(found.start)}\n\n${commandTable(found.commands)}\n\nSize of an install\n\n${installTable(found.install)}\n`,
    )
  }
  if (parts.includes('size')) {
    found.sizes = await measureSizes()
    found.makeup = await measureMakeup()
    write(
      `Bytes in a bundle, minified and gzipped\n\n${sizeTable(found.sizes)}\n\n${makeupTables(found.makeup)}\n`,
    )
  }
  return { machine, quick, ...found }
}
