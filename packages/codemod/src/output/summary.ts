import type { AppFiles } from '../app/app_files.ts'
import type { ChangedFile, Migration, Remark } from '../migration.ts'
import type { PackageChange } from './packages.ts'

/** A migration as `--json` writes it. */
export interface Summary {
  readonly changed: readonly string[]
  readonly left: readonly Remark[]
  readonly notes: readonly Remark[]
  /** What around the app is in the way. */
  readonly surroundings: readonly string[]
  readonly packages: readonly PackageChange[]
  readonly stillTwilio: readonly string[]
  readonly skipped: readonly { readonly path: string; readonly message: string }[]
  /** How many sources the folder holds, and how many of them were looked at. */
  readonly sources: { readonly total: number; readonly read: number }
}

export function summaryOf(
  { left, notes, named }: Migration,
  changed: readonly ChangedFile[],
  packages: readonly PackageChange[],
  surroundings: readonly string[],
  app: AppFiles,
): Summary {
  return {
    changed: changed.map(({ path }) => path),
    left,
    notes,
    surroundings,
    packages,
    stillTwilio: named.twilio,
    skipped: app.skipped,
    sources: { total: app.total, read: app.files.size },
  }
}
