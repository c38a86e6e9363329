// Moves a copy of this checkout to another scope and runs there what a contributor would: all must pass.
import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isMain, listFiles, readPackages, readScope, report, root, runPnpm } from './workspace.ts'

/** Longer than the scope it replaces, so that lines break elsewhere. */
const NEW_SCOPE = '@acme-tokens'

function copyTo(folder: string): void {
  for (const path of listFiles()) cpSync(join(root, path), join(folder, path), { verbatimSymlinks: true })
  const git = (...args: string[]): Buffer => execFileSync('git', args, { cwd: folder })
  git('init', '-q')
  git('add', '-A')
  git('-c', 'user.name=copy', '-c', 'user.email=copy@localhost', 'commit', '-q', '-m', 'The working tree')
}

/** Files of the copy that still name a package by its old name. */
function findOldNames(folder: string, scope: string): string[] {
  const names = readPackages().map(({ name }) => `${scope}/${name}`)
  return listFiles(folder).filter((path) => {
    const text = readFileSync(join(folder, path), 'utf8')
    return names.some((name) => text.includes(name))
  })
}

/** Every script of pnpm's that must pass in the copy. */
const SCRIPTS = ['test', 'typecheck', 'lint', 'check:arrows', 'check:shape', 'check:deps', 'api:check']

/** What is wrong in the copy in `folder` after it has moved to the new scope. */
function tryRescope(folder: string): string[] {
  // What is installed here is in pnpm's store.
  process.env.npm_config_offline = 'true'
  runPnpm(folder, ['install', '--frozen-lockfile'])
  runPnpm(folder, ['rescope', NEW_SCOPE])
  runPnpm(folder, ['install', '--frozen-lockfile'])
  const stale = findOldNames(folder, readScope()).map((path) => `${path} has the old scope`)
  const failed = SCRIPTS.filter((script) => {
    try {
      runPnpm(folder, [script])
      return false
    } catch {
      return true
    }
  })
  return [...stale, ...failed.map((script) => `pnpm ${script} fails in another scope`)]
}

if (isMain(import.meta.url)) {
  const folder = mkdtempSync(join(tmpdir(), 'rescope-'))
  try {
    copyTo(folder)
    report('rescope', tryRescope(folder))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
