import { existsSync, readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { InMemoryFileSystemHost } from 'ts-morph'
import { CLASSES } from '../twilio/classes.ts'

const require = createRequire(import.meta.url)

/** The folder of a native package, as it is installed with the codemod. */
function nativeFolder(name: string): string | undefined {
  try {
    return dirname(require.resolve(`${name}/package.json`))
  } catch {
    return undefined
  }
}

/** The first folder up from an app that has a package installed. */
function installedIn(folder: string, path: string): string | undefined {
  const found = join(folder, 'node_modules', path)
  if (existsSync(found)) return found
  const above = dirname(folder)
  return above === folder ? undefined : installedIn(above, path)
}

/** Tells whether the native packages are there as they are published, with declarations. */
export function hasDeclarations(): boolean {
  return CLASSES.every(({ native }) => {
    const folder = native && nativeFolder(native.package)
    // In the repository itself the sources are newer than what was built.
    return folder === undefined || !existsSync(join(folder, 'src/index.ts'))
  })
}

/** Files in memory, with packages on the disk behind: those of the app, and the native ones of the codemod. */
export class FilesBehind extends InMemoryFileSystemHost {
  readonly #folder: string | undefined
  readonly #known = new Map<string, string | undefined>()

  constructor(folder: string | undefined) {
    super()
    this.#folder = folder
  }

  #find(path: string): string | undefined {
    const native = /^\/node_modules\/(@[^/]+\/[^/]+)(\/.*)?$/.exec(path)
    if (native !== null) {
      const folder = nativeFolder(native[1] as string)
      return folder && folder + (native[2] ?? '')
    }
    const installed = /^\/app\/node_modules\/(.+)$/.exec(path)?.[1]
    // Of twilio the checker knows what the codemod tells it.
    if (installed === undefined || this.#folder === undefined || /^twilio(\/|$)/.test(installed))
      return undefined
    return installedIn(this.#folder, installed)
  }

  #behind(path: string): string | undefined {
    if (!this.#known.has(path)) this.#known.set(path, this.#find(path))
    return this.#known.get(path)
  }

  override fileExistsSync(path: string): boolean {
    if (super.fileExistsSync(path)) return true
    const found = this.#behind(path)
    return found !== undefined && statSync(found, { throwIfNoEntry: false })?.isFile() === true
  }

  override directoryExistsSync(path: string): boolean {
    if (super.directoryExistsSync(path)) return true
    const found = this.#behind(path)
    return found !== undefined && statSync(found, { throwIfNoEntry: false })?.isDirectory() === true
  }

  override readFileSync(path: string, encoding?: string): string {
    const found = super.fileExistsSync(path) ? undefined : this.#behind(path)
    return found === undefined ? super.readFileSync(path, encoding) : readFileSync(found, 'utf8')
  }

  override realpathSync(path: string): string {
    return path
  }
}
