import { escapeUnseen } from '@x/jwt-core/token'
import type { AppFiles } from '../app/app_files.ts'
import { manifestOf } from '../app/manifests.ts'
import type { Io } from '../io.ts'
import type { Migration } from '../migration.ts'
import type { PackageChange } from './packages.ts'

/** How the app installs and removes packages, told by its lock file. */
function managerOf({ names }: AppFiles): { install: string; add: string; remove: string } {
  if (names.has('deno.json') || names.has('deno.jsonc'))
    return { install: 'deno install', add: 'deno add npm:', remove: 'deno remove' }
  for (const [file, name] of [
    ['pnpm-lock.yaml', 'pnpm'],
    ['yarn.lock', 'yarn'],
    ['bun.lock', 'bun'],
    ['bun.lockb', 'bun'],
  ] as const)
    if (names.has(file)) return { install: `${name} install`, add: `${name} add`, remove: `${name} remove` }
  return { install: 'npm install', add: 'npm install', remove: 'npm uninstall' }
}

/** So many files are named one by one. */
const MAX_NAMED = 5

/** Lists what stays, and what is worth a look. */
export function reportRemarks({ left, notes }: Migration, app: AppFiles, io: Io): void {
  for (const [title, remarks] of [
    ['Left as it is:', [...left, ...app.skipped.map((file) => ({ ...file, line: undefined }))]],
    ['Look at:', notes],
  ] as const) {
    if (remarks.length === 0) continue
    io.log(title)
    for (const { path, line, message } of remarks)
      io.log(`  ${escapeUnseen(path)}${line === undefined ? '' : `:${line}`}: ${escapeUnseen(message)}`)
  }
}

/** What to do next: packages to install, and whether `twilio` is still needed. */
export function reportPackages(
  { packages, named: { twilio: stillTwilio }, changed }: Migration,
  plan: readonly PackageChange[],
  edited: ReadonlySet<string | undefined>,
  app: AppFiles,
  io: Io,
): void {
  const manager = managerOf(app)
  const add = (names: readonly string[]) =>
    manager.add.endsWith(':')
      ? `deno add ${names.map((name) => `npm:${name}`).join(' ')}`
      : `${manager.add} ${names.join(' ')}`
  if (edited.size > 0) {
    io.log(`Install what package.json lists now:\n  ${manager.install}`)
    for (const { folder, add: names } of plan)
      if (!edited.has(folder) && names.length > 0)
        io.log(
          `The package.json that holds for ${escapeUnseen(folder ?? 'the folder')} was not edited; it needs:\n  ${names.join(' ')}`,
        )
  } else {
    const known = manifestOf(app.manifests, '')?.dependencies ?? {}
    const missing = [...new Set([...packages.values()].flat())]
      .sort()
      .filter((name) => !Object.hasOwn(known, name))
    if (missing.length > 0) io.log(`Install the packages that it needs then:\n  ${add(missing)}`)
    const isGone = changed.length > 0 && stillTwilio.length === 0 && app.skipped.length === 0
    if (isGone) io.log(`No source names twilio then; if nothing else needs it:\n  ${manager.remove} twilio`)
  }
  if (changed.length === 0 || stillTwilio.length === 0) return
  const more = stillTwilio.length > MAX_NAMED ? ` and ${stillTwilio.length - MAX_NAMED} more` : ''
  io.log(`Keep twilio, for ${stillTwilio.slice(0, MAX_NAMED).map(escapeUnseen).join(', ')}${more}.`)
}
