import { existsSync } from 'node:fs'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Registry } from './registry.ts'
import { run } from './run.ts'
import { readManifest } from './workspace_copy.ts'

export interface AppOptions {
  readonly registry: Registry
  /** The scope our packages are published under, such as `@x`. */
  readonly scope: string
  readonly dependencies: Readonly<Record<string, string>>
  readonly overrides?: Readonly<Record<string, string>>
  /** What a `.js` file of the application is; default `module`. */
  readonly type?: 'module' | 'commonjs'
}

/** An application in a folder of its own, with what `npm install` brought. */
export interface App {
  readonly folder: string
  readonly scope: string
}

/**
 * Installs an application from an empty folder as its developer would. The scope comes from the registry, all else
 * from where the developer's own npm takes it.
 */
export async function installApp(folder: string, options: AppOptions): Promise<App> {
  const { registry, scope, dependencies, overrides, type = 'module' } = options
  await mkdir(folder)
  const manifest = { name: 'app', version: '1.0.0', private: true, type, dependencies, overrides }
  await writeFile(join(folder, 'package.json'), JSON.stringify(manifest))
  await writeFile(join(folder, '.npmrc'), registry.npmrc(scope))
  await run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder })
  return { folder, scope }
}

async function list(folder: string, scope: string, found: string[]): Promise<void> {
  const modules = join(folder, 'node_modules')
  if (!existsSync(modules)) return
  for (const name of await readdir(modules)) {
    const scoped = name.startsWith('@')
    const inner = scoped ? (await readdir(join(modules, name))).map((rest) => join(name, rest)) : [name]
    for (const each of inner) {
      const child = join(modules, each)
      if (name === scope) found.push(`${each}@${(await readManifest(child)).version}`)
      await list(child, scope, found)
    }
  }
}

/** Our packages in an application's tree, at every depth, as `name@version` in order. */
export async function installedOfScope({ folder, scope }: App): Promise<string[]> {
  const found: string[] = []
  await list(folder, scope, found)
  return found.sort()
}
