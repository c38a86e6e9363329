// The runtimes beside the Node that runs the benchmark: processes that do the same suites, and workerd.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { PACKAGE_FOLDER } from './child.ts'
import type { Effort } from './rounds.ts'
import { EVERYWHERE, type SuiteResult } from './suites.ts'
import { measureWorkerd } from './workerd.ts'

/** What one runtime did. */
export interface RuntimeResult {
  readonly name: string
  /** Undefined where it is not to be had on this machine. */
  readonly version?: string
  readonly suites: readonly SuiteResult[]
}

interface ProcessRuntime {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
}

const modules = join(PACKAGE_FOLDER, 'node_modules')

export const PROCESSES: readonly ProcessRuntime[] = [
  { name: 'Node 26', command: join(modules, 'node-26-linux-x64/bin/node'), args: [] },
  { name: 'Bun', command: join(modules, 'bun/bin/bun.exe'), args: ['--no-install'] },
  {
    name: 'Deno',
    command: join(modules, 'deno/deno'),
    args: ['run', '--cached-only', '--no-prompt', '--no-lock', '--allow-all'],
  },
]

const run = promisify(execFile)
const OPTIONS = { cwd: PACKAGE_FOLDER, maxBuffer: 1e7 }

async function measureProcess(
  { name, command, args }: ProcessRuntime,
  { rounds, slice }: Effort,
): Promise<RuntimeResult> {
  if (!existsSync(command)) return { name, suites: [] }
  const { stdout: said } = await run(command, ['--version'], OPTIONS)
  const child = fileURLToPath(new URL('./suite_child.js', import.meta.url))
  const { stdout } = await run(
    command,
    [...args, child, EVERYWHERE.join(','), String(rounds), String(slice)],
    OPTIONS,
  )
  const version = /\d+\.\d+\.\d+/.exec(said)?.[0] ?? said
  return { name, version, suites: JSON.parse(stdout) as SuiteResult[] }
}

/** Runs the suites of every size in every runtime that is there. */
export async function measureRuntimes(effort: Effort): Promise<RuntimeResult[]> {
  const results: RuntimeResult[] = []
  for (const runtime of PROCESSES) results.push(await measureProcess(runtime, effort))
  return [...results, await measureWorkerd(effort)]
}
