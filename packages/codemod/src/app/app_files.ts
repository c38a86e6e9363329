import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Manifest, readManifest } from './manifests.ts'
import { selectFiles } from './select.ts'
import type { Sources } from './sources.ts'

/** The sources of an app on the disk. */
export interface AppFiles extends Sources {
  /** The package.json files within the folder, by their folder. */
  readonly manifestTexts: ReadonlyMap<string, string>
  /** How many sources the folder holds, of which `files` are those that matter. */
  readonly total: number
  /** Files and folders that were not read, and why. */
  readonly skipped: readonly { readonly path: string; readonly message: string }[]
  /** Twilio Functions that use what their runtime has of `twilio` in a global. */
  readonly functionFiles: readonly string[]
  /** The files of `__mocks__` that stand in for `twilio`, by path. */
  readonly standIns: ReadonlyMap<string, string>
  /** Files that deploy Twilio Functions with a list of packages of their own (`pkgJson`). */
  readonly deployments: readonly string[]
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

/** What Twilio Functions have of `twilio` besides tokens, without loading it. */
const FUNCTION = /\bgetTwilioClient\s*\(|\bTwilio\s*\.\s*(?:Response|twiml)\b/

const STAND_IN = /(?:^|\/)__mocks__\/twilio(?:\.[cm]?[jt]sx?$|\/)/

/** `twilio` out of the network, as Deno and browsers load it. */
const ADDRESSES = /['"]https?:\/\/[^'"\s]*['"]/g
const REMOTE = /[/:]twilio['"@/?]/
const TOKENS = /\bjwt\b|AccessToken|Capability/

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

/** The text of a regular file: to read a pipe or a device may never end. */
function readText(path: string): string | undefined {
  try {
    const status = statSync(path)
    return status.isFile() && status.size <= MAX_SIZE ? readFileSync(path, 'utf8') : undefined
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
 * Reads the sources of an app, and tells after each how many they are. Links are not followed.
 *
 * @throws TooManyFiles
 */
export function readAppFiles(folder: string, onRead: (count: number) => void): AppFiles {
  const files = new Map<string, string>()
  const manifests = new Map<string, Manifest>()
  const manifestTexts = new Map<string, string>()
  const skipped: { path: string; message: string }[] = []

  function readPackage(path: string, owner: string): void {
    let text: string | undefined
    try {
      text = decode(readFileSync(join(folder, path)))
    } catch {}
    if (text === undefined) skipped.push({ path, message: 'it cannot be read as UTF-8' })
    manifestTexts.set(owner, text ?? '')
    manifests.set(owner, readManifest(text ?? ''))
  }

  function readSource(path: string): void {
    if (statSync(join(folder, path)).size > MAX_SIZE) {
      skipped.push({ path, message: 'it is larger than 1 MiB' })
      return
    }
    const text = decode(readFileSync(join(folder, path)))
    if (text === undefined) skipped.push({ path, message: 'it is not UTF-8' })
    else files.set(path, text)
    onRead(files.size)
    if (text?.match(ADDRESSES)?.some((address) => REMOTE.test(address)) && TOKENS.test(text))
      skipped.push({
        path,
        message: 'it loads twilio by a URL, which is not followed: load the native packages there',
      })
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
      } else if (entry.isFile() && entry.name === 'package.json') readPackage(inner, path)
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
  return {
    ...selectFiles(files, manifests),
    manifests,
    manifestTexts,
    total: files.size,
    folder,
    tsconfig,
    skipped,
    names,
    functionFiles: [...files].filter(([, text]) => FUNCTION.test(text)).map(([path]) => path),
    standIns: new Map([...files].filter(([path]) => STAND_IN.test(path))),
    deployments: [...files].filter(([, text]) => /\bpkgJson\b\s*[:,}]/.test(text)).map(([path]) => path),
  }
}
