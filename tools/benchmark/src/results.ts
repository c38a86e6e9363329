import type { Machine } from './machine.ts'
import type { MemoryResult } from './memory.ts'
import type { NativeResult } from './native.ts'
import type { RuntimeResult } from './runtimes.ts'
import type { SizeResult } from './size_limit.ts'
import type { Makeup } from './size_makeup.ts'
import type { CommandResult, InstallResult, StartResult } from './start.ts'
import type { SuiteResult } from './suites.ts'

/** One run of the benchmark, as it is written to JSON. A part that was not asked for is absent. */
export interface Results {
  readonly machine: Machine
  /** Whether this was `--quick`, whose figures say nothing. */
  readonly quick: boolean
  readonly suites?: readonly SuiteResult[]
  readonly runtimes?: readonly RuntimeResult[]
  readonly memory?: readonly MemoryResult[]
  readonly start?: readonly StartResult[]
  readonly commands?: readonly CommandResult[]
  /** The C program with OpenSSL. */
  readonly native?: NativeResult
  readonly install?: readonly InstallResult[]
  readonly sizes?: readonly SizeResult[]
  /** What the bundles that have a target are made of. */
  readonly makeup?: readonly Makeup[]
}
