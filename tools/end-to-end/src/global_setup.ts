import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { type Registry, startRegistry } from './registry.ts'
import { release, type Versions } from './release.ts'
import { endRunning, keepRunningIn } from './running.ts'
import { ROOT, readManifest, WorkspaceCopy } from './workspace_copy.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder everything of this run is under; it goes with the run. */
    readonly folder: string
    readonly registryUrl: string
    /** The scope the packages are published under. */
    readonly scope: string
    /** The versions of the first release. */
    readonly versions: Versions
    /** The copy the first release was made from, to make others from. */
    readonly releasing: string
    /** A copy of that as it was then, to break. */
    readonly breaking: string
  }
}

/**
 * Publishes every public package of the working tree, at the versions its changesets give, to a registry of this run's
 * own, and takes all of it away at the end, however the run ends.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'token-toolkit-e2e-'))
  const remove = (): void => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  process.once('exit', remove)
  // Interrupted, the run takes down what it started before it goes.
  for (const [signal, number] of [
    ['SIGINT', 2],
    ['SIGTERM', 15],
    ['SIGHUP', 1],
  ] as const)
    process.once(signal, () => {
      endRunning()
      process.exit(128 + number)
    })
  let registry: Registry | undefined
  const teardown = async (): Promise<void> => {
    await registry?.close()
    remove()
  }
  try {
    keepRunningIn(join(folder, 'running'))
    // A cache of our own: what is published here must not be found in the developer's, nor stay there.
    process.env.npm_config_cache = join(folder, 'npm-cache')
    for (const each of ['registry', 'apps', 'releasing', 'breaking']) mkdirSync(join(folder, each))
    registry = await startRegistry(join(folder, 'registry'))
    const [scope = ''] = (await readManifest(join(ROOT, 'packages/jwt-core'))).name.split('/')
    const copy = await WorkspaceCopy.create(join(folder, 'releasing'), registry, scope)
    const versions = await release(copy)
    await cp(copy.folder, join(folder, 'breaking/workspace'), { recursive: true, verbatimSymlinks: true })
    project.provide('folder', folder)
    project.provide('registryUrl', registry.url)
    project.provide('scope', scope)
    project.provide('versions', versions)
    project.provide('releasing', join(folder, 'releasing'))
    project.provide('breaking', join(folder, 'breaking'))
    return teardown
  } catch (error) {
    await teardown()
    throw error
  }
}
