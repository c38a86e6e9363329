// The workspace as the checks see it: its folders, its packages and its files.
import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The repository's folder. */
export const root = fileURLToPath(new URL('..', import.meta.url))

/** Every package under `folder`: its short name (without the scope), folder and package.json. */
export function readPackages(folder = root) {
  return readdirSync(join(folder, 'packages'))
    .map((name) => join(folder, 'packages', name))
    .filter((dir) => existsSync(join(dir, 'package.json')))
    .map((dir) => {
      const manifest = JSON.parse(readFileSync(join(dir, 'package.json'), 'utf8'))
      return { dir, manifest, name: manifest.name.split('/').at(-1) }
    })
}

/** The packages that are published. */
export function readPublished(folder = root) {
  return readPackages(folder).filter(({ manifest }) => !manifest.private)
}

/** The one scope that all packages have, with its `@`. */
export function readScope(folder = root) {
  const scopes = [...new Set(readPackages(folder).map(({ manifest }) => manifest.name.split('/')[0]))]
  if (scopes.length !== 1) throw new Error(`the packages have several scopes: ${scopes.join(', ')}`)
  return scopes[0]
}

/** Paths, from `folder`, of all files that are or could be committed: what .gitignore names is left out. */
export function listFiles(folder = root) {
  const git = ['ls-files', '-z', '--cached', '--others', '--exclude-standard']
  const paths = execFileSync('git', git, { cwd: folder, encoding: 'utf8' }).split('\0')
  return paths.filter((path) => path !== '' && existsSync(join(folder, path)))
}

/** Runs the pnpm this script was started by in `folder`; throws if it fails. Returns what is not shown. */
export function runPnpm(folder, args, options = { stdio: 'inherit' }) {
  const pnpm = process.env.npm_execpath
  if (!pnpm?.includes('pnpm')) throw new Error('run this through pnpm')
  // A script of JavaScript, or the standalone program.
  const [command, ...first] = /\.[cm]?js$/.test(pnpm) ? [process.execPath, pnpm] : [pnpm]
  return execFileSync(command, [...first, ...args], { cwd: folder, encoding: 'utf8', ...options })
}

/** Prints the problems a check found, one a line, and lets the process fail if there are any. */
export function report(check, problems) {
  for (const problem of problems) console.error(problem)
  console.log(`${check}: ${problems.length === 0 ? 'ok' : `${problems.length} problem(s)`}`)
  if (problems.length > 0) process.exitCode = 1
}

/** Whether the module at `url` is the one Node was started with. */
export function isMain(url) {
  return process.argv[1] !== undefined && fileURLToPath(url) === process.argv[1]
}
