import { statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { escapeUnseen } from '@x/jwt-core/token'
import { Command, CommanderError } from 'commander'
import manifest from '../package.json' with { type: 'json' }
import { type AppFiles, readAppFiles, TooManyFiles } from './app/app_files.ts'
import type { Io } from './io.ts'
import { reportPackages, reportRemarks } from './output/report.ts'
import { summaryOf } from './output/summary.ts'

/** A call that is wrong in a way the argument parser cannot see. */
class UsageError extends Error {}

const EXIT = { ok: 0, toMigrate: 1, badCall: 2 } as const

/** Ends a call of `--check` that found something to migrate. */
class ExitSignal extends Error {}

interface MigrateFlags {
  readonly sync?: true
  readonly dropIn?: true
  readonly dryRun?: true
  readonly check?: true
  readonly json?: true
  /** False with `--no-manifest`. */
  readonly manifest: boolean
}

function readFolder(folder: string, io: Io): AppFiles {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new UsageError(`${escapeUnseen(folder)} is not a folder`)
  try {
    return readAppFiles(folder, (count) => count % STEP === 0 && io.progress?.(`${count} sources read`))
  } catch (error) {
    if (!(error instanceof TooManyFiles)) throw error
    throw new UsageError(
      `${escapeUnseen(folder)} holds too many sources to be one app: give a folder inside it`,
    )
  }
}

/** A tree of more sources than this is told of. */
const LARGE = 500

/** After so many files the line that shows how far it is changes. */
const STEP = 100

async function migrate(argument: string, flags: MigrateFlags, io: Io): Promise<void> {
  // A variable that was never set is not this folder.
  if (argument === '') throw new UsageError('the folder is an empty string')
  const folder = resolve(argument)
  const app = readFolder(folder, io)
  if (app.total > LARGE) io.log(`${app.total} sources, of which ${app.files.size} may have to do with twilio`)
  // The compiler is large: only now it is known to be needed.
  const [
    { migrateApp },
    { moveToDropIn },
    { writePatch },
    { patchBase },
    { changedManifests, manifestPath, planPackages },
    { readSurroundings },
  ] = await Promise.all([
    import('./migrate_app.ts'),
    import('./drop_in/move_to_drop_in.ts'),
    import('./output/patch.ts'),
    import('./output/patch_base.ts'),
    import('./output/packages.ts'),
    import('./app/surroundings.ts'),
  ])
  const migration =
    flags.dropIn === true
      ? moveToDropIn(app)
      : migrateApp(app, { sync: flags.sync === true }, (count, total) => {
          if (count % STEP === 0) io.progress?.(`${count} of ${total} looked at`)
        })
  const plan = flags.manifest ? planPackages(migration, app) : []
  const manifests = changedManifests(plan, app)
  const changed = [...migration.changed, ...manifests].sort((a, b) => (a.path < b.path ? -1 : 1))
  const surroundings = readSurroundings(app, migration.changed.length > 0)
  if (surroundings.length > 0) io.log('Mind first:')
  for (const line of surroundings) io.log(`  ${escapeUnseen(line)}`)
  const base = patchBase(folder, process.cwd())
  const isWritten = flags.dryRun !== true && flags.check !== true
  for (const file of changed) {
    if (isWritten) writeFileSync(join(folder, file.path), file.after)
    if (flags.json === true) continue
    if (flags.dryRun === true) io.write(writePatch(file, base.prefix))
    else io.write(`${isWritten ? 'migrated' : 'to migrate:'} ${escapeUnseen(file.path)}`)
  }
  if (flags.json === true)
    io.write(JSON.stringify(summaryOf(migration, changed, plan, surroundings, app), null, 2))
  if (flags.dryRun === true && flags.json !== true && changed.length > 0 && !base.isHere)
    io.log(`\`git apply\` takes this in ${escapeUnseen(base.base)}`)
  reportRemarks(migration, app, io)
  if (migration.changed.length === 0) io.log('Nothing to migrate.')
  const edited = new Set(
    plan.map(({ folder }) => folder).filter((at) => manifests.some(({ path }) => path === manifestPath(at))),
  )
  reportPackages(migration, plan, edited, app, io)
  if (flags.check === true && changed.length > 0) throw new ExitSignal()
}

/** The command and its flags. */
export function createProgram(io: Io): Command {
  return new Command('npx @x/codemod')
    .description('Moves an app from twilio.jwt to the native packages.')
    .version(manifest.version)
    .argument('<folder>', 'the folder of the app')
    .option('--drop-in', 'only change the imports, to @x/twilio-compat: the first of two steps')
    .option('--dry-run', 'write a patch for `git apply` to stdout and change nothing')
    .option('--check', 'change nothing, and end with 1 where there is something to migrate')
    .option('--json', 'write a summary as JSON to stdout')
    .option('--no-manifest', 'leave package.json as it is')
    .option('--sync', 'use toJwtSync() and generateSync(), so that no function becomes asynchronous')
    .configureOutput({
      writeOut: (text) => io.write(text.trimEnd()),
      writeErr: (text) => io.log(text.trimEnd()),
    })
    .showHelpAfterError('(add --help for the options and examples)')
    .exitOverride()
    .addHelpText(
      'after',
      `
Sources (.js .cjs .mjs .ts .cts .mts .jsx .tsx) are edited in place; node_modules, folders of built files and those that
begin with a dot are skipped. What cannot be moved safely stays as it is and is listed on stderr with the reason;
the exit code is 0 then too. A package.json of the folder gets what its files need, and loses twilio where nothing
names it any more.

Examples:
  $ npx @x/codemod . --dry-run
  $ npx @x/codemod ./server --sync`,
    )
    .action((folder: string, flags: MigrateFlags) => migrate(folder, flags, io))
}

/** Runs one call of the command and returns its exit code. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  try {
    const twice = args.find((arg, at) => arg.startsWith('-') && args.indexOf(arg) < at)
    if (twice !== undefined) throw new UsageError(`${escapeUnseen(twice)} is given twice`)
    await createProgram(io).parseAsync(args, { from: 'user' })
    return EXIT.ok
  } catch (error) {
    if (error instanceof ExitSignal) return EXIT.toMigrate
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.badCall
    if (!(error instanceof UsageError)) throw error
    io.log(`error: ${error.message}`)
    return EXIT.badCall
  }
}
