// The workspace as the checks see it: its folders, its packages and its files.
import { execFileSync, type StdioOptions } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's folder. */
export const root: string = fileURLToPath(new URL('../..', import.meta.url))

export interface Manifest {
  readonly name: string
  readonly private?: boolean
  readonly version?: string
  readonly description?: string
  readonly keywords?: readonly string[]
  readonly files?: readonly string[]
  readonly bin?: unknown
  readonly exports?: Readonly<Record<string, unknown>>
  readonly imports?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly scripts?: Readonly<Record<string, string>>
  readonly repository?: { readonly url?: string; readonly directory?: string }
  readonly dependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
}

/** A package of the repository: its short name (without the scope), folder and package.json. */
export interface Package {
  readonly dir: string
  readonly manifest: Manifest
  readonly name: string
}

export function readManifest(dir: string): Manifest {
  return JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8')) as Manifest
}

/** Every package under `folder`. */
export function readPackages(folder: string = root): Package[] {
  return ['packages', 'tools', 'examples']
    .filter((parent) => existsSync(join(folder, parent)))
    .flatMap((parent) => readdirSync(join(folder, parent)).map((name) => join(folder, parent, name)))
    .filter((dir) => existsSync(join(dir, 'package.json')))
    .map((dir) => {
      const manifest = readManifest(dir)
      return { dir, manifest, name: manifest.name.split('/').at(-1) as string }
    })
}

/** The packages that are published. */
export function readPublished(folder: string = root): Package[] {
  return readPackages(folder).filter(({ manifest }) => !manifest.private)
}

/** The one scope that all published packages have, with its `@`. */
export function readScope(folder: string = root): string {
  const scopes = [...new Set(readPublished(folder).map(({ manifest }) => manifest.name.split('/')[0]))]
  const [scope] = scopes
  if (scope === undefined || scopes.length > 1)
    throw new Error(`the packages have several scopes: ${scopes.join(', ')}`)
  return scope
}

/** Paths, from `folder`, of all files that are or could be committed: what .gitignore names is left out. */
export function listFiles(folder: string = root): string[] {
  const git = ['ls-files', '-z', '--cached', '--others', '--exclude-standard']
  const paths = execFileSync('git', git, { cwd: folder, encoding: 'utf8' }).split('\0')
  return paths.filter((path) => path !== '' && existsSync(join(folder, path)))
}

/** Runs the pnpm this script was started by in `folder`; throws if it fails. Returns what is not shown. */
export function runPnpm(folder: string, args: readonly string[], stdio: StdioOptions = 'inherit'): string {
  const pnpm = process.env.npm_execpath
  if (!pnpm?.includes('pnpm')) throw new Error('run this through pnpm')
  // A script of JavaScript, or the standalone program.
  const [command, ...first] = /\.[cm]?js$/.test(pnpm) ? [process.execPath, pnpm] : [pnpm]
  return execFileSync(command as string, [...first, ...args], { cwd: folder, encoding: 'utf8', stdio })
}

/** Prints the problems a check found, one a line, and lets the process fail if there are any. */
export function report(check: string, problems: readonly string[]): void {
  for (const problem of problems) console.error(problem)
  console.log(`${check}: ${problems.length === 0 ? 'ok' : `${problems.length} problem(s)`}`)
  if (problems.length > 0) process.exitCode = 1
}

/** Whether the module at `url` is the one Node was started with. */
export function isMain(url: string): boolean {
  return process.argv[1] !== undefined && fileURLToPath(url) === process.argv[1]
}
