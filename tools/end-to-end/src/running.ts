// The commands that are running, of every process of a run, so that none outlives it. Each is named by a file, since
// the tests run in a process of their own.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const VARIABLE = 'TOKEN_TOOLKIT_E2E_RUNNING'

/** Keeps the names in a folder from now on, in this process and those it starts. */
export function keepRunningIn(folder: string): void {
  mkdirSync(folder, { recursive: true })
  process.env[VARIABLE] = folder
}

/** Says that a process, which leads a group of its own, runs; what it returns says that it has ended. */
export function noteRunning(pid: number | undefined): () => void {
  const folder = process.env[VARIABLE]
  if (folder === undefined || pid === undefined) return () => {}
  const file = join(folder, `${pid}`)
  writeFileSync(file, '')
  return () => rmSync(file, { force: true })
}

/** Ends a process with all that it started. */
export function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/** Ends everything that is running. */
export function endRunning(): void {
  const folder = process.env[VARIABLE]
  if (folder !== undefined) for (const pid of readdirSync(folder)) endGroup(Number(pid))
}
