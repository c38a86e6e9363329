// What a test file needs of the run's set-up.
import { join } from 'node:path'
import { inject } from 'vitest'
import { type App, installApp } from './app.ts'
import { connectRegistry, type Registry } from './registry.ts'
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
): Promise<App> {
  const full = (versions: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(versions).map(([short, version]) => [ours(short), version]))
  const options = { registry, scope, dependencies: full(dependencies), overrides: full(overrides) }
  return installApp(join(inject('folder'), 'apps', name), options)
}

/** The same, each at its first version. */
export function installFirst(name: string, packages: readonly string[]): Promise<App> {
  return install(name, Object.fromEntries(packages.map((short) => [short, firstVersion(short)])))
}

export function openCopy(which: 'releasing' | 'breaking'): Promise<WorkspaceCopy> {
  return WorkspaceCopy.open(inject(which), registry, scope)
}
