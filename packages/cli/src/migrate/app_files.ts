import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Manifest, readManifest } from './manifests.ts'
import type { Sources } from './migrate_app.ts'

/** The sources of an app on the disk. */
export interface AppFiles extends Sources {
  /** Files and folders that were not read, and why. */
  readonly skipped: readonly { readonly path: string; readonly message: string }[]
  /** The names of the files in the folder itself, such as lock files. */
  readonly names: ReadonlySet<string>
}

/** A source is at most this long, in bytes: longer ones are bundles. */
const MAX_SIZE = 1_048_576

/** More sources than this are no app, but a folder given by mistake. */
const MAX_FILES = 20_000

const SOURCE = /\.[cm]?[jt]sx?$/
const MINIFIED = /[.-]min\.[cm]?js$/

/** What a .gitignore names as a rule: dependencies, and what is built from the sources. */
const SKIPPED = new Set([
  'node_modules',
  'bower_components',
  'dist',
  'build',
  'out',
  'coverage',
  'vendor',
  'tmp',
  'temp',
])

/** Too many files for one app. */
export class TooManyFiles extends Error {}

/** Text in UTF-8 without a byte order mark; undefined where the bytes are no text. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return undefined
  }
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** The package.json that holds for a folder: its own or the next one up. */
function manifestAbove(folder: string): Manifest | undefined {
  const text = readText(join(folder, 'package.json'))
  if (text !== undefined) return readManifest(text)
  const above = dirname(folder)
  return above === folder ? undefined : manifestAbove(above)
}

/**
 * Reads the sources of an app. Links are not followed.
 *
 * @throws TooManyFiles
 */
export function readAppFiles(folder: string): AppFiles {
  const files = new Map<string, string>()
  const manifests = new Map<string, Manifest>()
  const skipped: { path: string; message: string }[] = []

  function readSource(path: string): void {
    if (statSync(join(folder, path)).size > MAX_SIZE) {
      skipped.push({ path, message: 'it is larger than 1 MiB' })
      return
    }
    const text = decode(readFileSync(join(folder, path)))
    if (text === undefined) skipped.push({ path, message: 'it is not UTF-8' })
    else files.set(path, text)
    if (files.size > MAX_FILES) throw new TooManyFiles()
  }

  function readFolder(path: string): void {
    let entries: Dirent[]
    try {
      entries = readdirSync(join(folder, path), { withFileTypes: true })
    } catch {
      skipped.push({ path, message: 'it cannot be read' })
      return
    }
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const inner = path === '' ? entry.name : `${path}/${entry.name}`
      if (entry.isDirectory()) {
        if (!SKIPPED.has(entry.name) && !entry.name.startsWith('.')) readFolder(inner)
      } else if (entry.isFile() && entry.name === 'package.json')
        manifests.set(path, readManifest(readText(join(folder, inner)) ?? ''))
      else if (entry.isFile() && SOURCE.test(entry.name) && !MINIFIED.test(entry.name)) {
        try {
          readSource(inner)
        } catch (error) {
          if (error instanceof TooManyFiles) throw error
          skipped.push({ path: inner, message: 'it cannot be read' })
        }
      }
    }
  }

  readFolder('')
  const above = manifests.has('') ? undefined : manifestAbove(folder)
  if (above !== undefined) manifests.set('', above)
  const tsconfig = ['tsconfig.json', 'jsconfig.json']
    .map((name) => readText(join(folder, name)))
    .find((text) => text !== undefined)
  const names = new Set(readdirSync(folder))
  return { files, manifests, tsconfig, skipped, names }
}
