// What a test file needs of the run's set-up.
import { cp } from 'node:fs/promises'
import { join } from 'node:path'
import { inject } from 'vitest'
import { type App, installApp } from './app.ts'
import { connectRegistry, type Registry, startRegistry } from './registry.ts'
import { WorkspaceCopy } from './workspace_copy.ts'

export const registry: Registry = connectRegistry(inject('registryUrl'))
export const scope: string = inject('scope')

/** The full name of a package of ours. */
export function ours(name: string): string {
  return `${scope}/${name}`
}

/** The version of the first release of a package of ours. */
export function firstVersion(name: string): string {
  const version = inject('versions')[ours(name)]
  if (version === undefined) throw new Error(`${ours(name)} was not published`)
  return version
}

/** `name@version`, as published first. */
export function firstRelease(name: string): string {
  return `${ours(name)}@${firstVersion(name)}`
}

/** Installs an application in a new folder: packages of ours, by short name, each at a version. */
export function install(
  name: string,
  dependencies: Readonly<Record<string, string>>,
  overrides: Readonly<Record<string, string>> = {},
  from: Registry = registry,
): Promise<App> {
  const full = (versions: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(versions).map(([short, version]) => [ours(short), version]))
  const options = { registry: from, scope, dependencies: full(dependencies), overrides: full(overrides) }
  return installApp(join(inject('folder'), 'apps', name), options)
}

/** The same, each at its first version. */
export function installFirst(name: string, packages: readonly string[]): Promise<App> {
  return install(name, Object.fromEntries(packages.map((short) => [short, firstVersion(short)])))
}

export function openCopy(which: 'releasing' | 'breaking', to: Registry = registry): Promise<WorkspaceCopy> {
  return WorkspaceCopy.open(inject(which), to, scope)
}

/** A registry of the caller's own that starts with what this run's has, for what the other files must not meet. */
export async function forkRegistry(name: string): Promise<Registry> {
  const folder = join(inject('folder'), name)
  await cp(join(inject('folder'), 'registry'), folder, { recursive: true })
  return startRegistry(folder)
}
