import { statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import { type Io, UsageError } from './io.ts'
import { type AppFiles, readAppFiles, TooManyFiles } from './migrate/app_files.ts'
import { manifestOf } from './migrate/manifests.ts'
import type { Migration } from './migrate/migrate_app.ts'

interface MigrateFlags {
  readonly sync?: true
  readonly dryRun?: true
}

/** A name of a file may hold anything: it must not drive the terminal that shows it. */
function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

function readFolder(folder: string): AppFiles {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new UsageError(`${printable(folder)} is not a folder`)
  try {
    return readAppFiles(folder)
  } catch (error) {
    if (!(error instanceof TooManyFiles)) throw error
    throw new UsageError(`${printable(folder)} holds too many sources to be one app: give a folder inside it`)
  }
}

/** How the app installs and removes packages, told by its lock file. */
function managerOf({ names }: AppFiles): { install: string; remove: string } {
  if (names.has('pnpm-lock.yaml')) return { install: 'pnpm add', remove: 'pnpm remove' }
  if (names.has('yarn.lock')) return { install: 'yarn add', remove: 'yarn remove' }
  if (names.has('bun.lock') || names.has('bun.lockb')) return { install: 'bun add', remove: 'bun remove' }
  return { install: 'npm install', remove: 'npm uninstall' }
}

/** So many files are named one by one. */
const MAX_NAMED = 5

/** What to do next: packages to install, and whether `twilio` is still needed. */
function reportPackages({ packages, stillTwilio, changed }: Migration, app: AppFiles, io: Io): void {
  const manager = managerOf(app)
  const known = manifestOf(app.manifests, '')?.dependencies ?? {}
  const missing = packages.filter((name) => !Object.hasOwn(known, name))
  if (missing.length > 0)
    io.log(`Install the packages that it needs then:\n  ${manager.install} ${missing.join(' ')}`)
  if (changed.length === 0) return
  if (stillTwilio.length === 0 && app.skipped.length === 0)
    io.log(`No source names twilio then; if nothing else needs it:\n  ${manager.remove} twilio`)
  else if (stillTwilio.length > 0) {
    const more = stillTwilio.length > MAX_NAMED ? ` and ${stillTwilio.length - MAX_NAMED} more` : ''
    io.log(`Keep twilio, for ${stillTwilio.slice(0, MAX_NAMED).map(printable).join(', ')}${more}.`)
  }
}

async function migrate(argument: string, flags: MigrateFlags, io: Io): Promise<void> {
  const folder = resolve(argument)
  const app = readFolder(folder)
  // The compiler is large: only this command loads it.
  const [{ migrateApp }, { createTwoFilesPatch }] = await Promise.all([
    import('./migrate/migrate_app.ts'),
    import('diff'),
  ])
  const migration = migrateApp(app, { sync: flags.sync === true })
  for (const { path, before, after } of migration.changed) {
    if (flags.dryRun)
      io.write(
        createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, {
          headerOptions: { includeIndex: false, includeUnderline: false, includeFileHeaders: true },
        }).trimEnd(),
      )
    else {
      writeFileSync(join(folder, path), after)
      io.write(`migrated ${printable(path)}`)
    }
  }
  const { left, notes } = migration
  for (const [title, remarks] of [
    ['Left as it is:', [...left, ...app.skipped.map((file) => ({ ...file, line: undefined }))]],
    ['Look at:', notes],
  ] as const) {
    if (remarks.length === 0) continue
    io.log(title)
    for (const { path, line, message } of remarks)
      io.log(`  ${printable(path)}${line === undefined ? '' : `:${line}`}: ${printable(message)}`)
  }
  if (migration.changed.length === 0) io.log('Nothing to migrate.')
  reportPackages(migration, app, io)
}

/** Adds `xtoken migrate`. */
export function addMigrate(program: Command, io: Io): void {
  program
    .command('migrate')
    .description('move an app from twilio.jwt to the native packages')
    .argument('<folder>', 'the folder of the app')
    .option('--dry-run', 'write a diff to stdout and change nothing')
    .option('--sync', 'use toJwtSync() and generateSync(), so that no function becomes asynchronous')
    .addHelpText(
      'after',
      `
Sources (.js .cjs .mjs .ts .cts .mts .jsx .tsx) are edited in place; node_modules, folders of built files and those that
begin with a dot are skipped. What cannot be moved safely stays as it is and is listed on stderr with the reason;
the exit code is 0 then too.

Examples:
  $ xtoken migrate . --dry-run
  $ xtoken migrate ./server --sync`,
    )
    .action((folder: string, flags: MigrateFlags) => migrate(folder, flags, io))
}
