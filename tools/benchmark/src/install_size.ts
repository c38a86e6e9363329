import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { PACKAGE_FOLDER } from './child.ts'

interface Manifest {
  readonly files?: readonly string[]
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

/** The real folder of package `name` as code in `from` would find it. */
export function findPackage(name: string, from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const found = join(folder, 'node_modules', name)
    if (existsSync(join(found, 'package.json'))) return realpathSync(found)
    if (folder === dirname(folder)) return undefined
  }
}

export function readManifest(folder: string): Manifest & { readonly version: string } {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
}

function listFiles(path: string): string[] {
  if (!existsSync(path)) return []
  if (statSync(path).isFile()) return [path]
  return readdirSync(path)
    .filter((name) => name !== 'node_modules')
    .flatMap((name) => listFiles(join(path, name)))
}

/** The files of a package as a registry serves it: of one in this workspace, only what is published. */
function publishedFiles(folder: string, { files }: Manifest): string[] {
  if (folder.includes('node_modules') || files === undefined) return listFiles(folder)
  const always = readdirSync(folder).filter((name) => /^(package\.json|readme|licen[cs]e)/i.test(name))
  return [...new Set([...always, ...files])].flatMap((name) => listFiles(join(folder, name)))
}

/** What these packages and all they depend on take on the disk; each package counts once. */
export function installSize(names: readonly string[]): {
  packages: number
  files: number
  kilobytes: number
} {
  const folders = new Set<string>()
  const visit = (name: string, from: string) => {
    const folder = findPackage(name, from)
    if (folder === undefined || folders.has(folder)) return
    folders.add(folder)
    const { dependencies, optionalDependencies } = readManifest(folder)
    for (const each of Object.keys({ ...dependencies, ...optionalDependencies })) visit(each, folder)
  }
  for (const name of names) {
    if (findPackage(name, PACKAGE_FOLDER) === undefined) throw new Error(`${name} is not installed`)
    visit(name, PACKAGE_FOLDER)
  }
  const files = [...folders].flatMap((folder) => publishedFiles(folder, readManifest(folder)))
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0)
  return { packages: folders.size, files: files.length, kilobytes: Number((bytes / 1000).toFixed(1)) }
}
