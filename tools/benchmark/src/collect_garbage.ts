import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

function findCollector(): () => void {
  const { Bun } = globalThis as { Bun?: { gc(now: boolean): void } }
  if (Bun !== undefined) return () => Bun.gc(true)
  setFlagsFromString('--expose-gc')
  return runInNewContext('gc') as () => void
}

/** Collects all garbage, so that nobody pays for what another left behind. */
export const collectGarbage: () => void = findCollector()
