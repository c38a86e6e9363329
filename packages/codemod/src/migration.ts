import type { NamedPackages } from './output/named_packages.ts'

/** A place in the app and what is to say of it. */
export interface Remark {
  readonly path: string
  readonly line: number
  readonly message: string
}

export interface ChangedFile {
  readonly path: string
  readonly before: string
  readonly after: string
}

/** What a migration does. */
export interface Migration {
  readonly changed: readonly ChangedFile[]
  /** What stays with `twilio`, and why. */
  readonly left: readonly Remark[]
  /** What was migrated and is worth a look. */
  readonly notes: readonly Remark[]
  /** The native packages that each changed file needs. */
  readonly packages: ReadonlyMap<string, readonly string[]>
  /** Files that name `twilio`, or the drop-in, then. */
  readonly named: NamedPackages
}

export interface MigrateOptions {
  /** Use the synchronous twins everywhere, so that nothing becomes asynchronous. */
  readonly sync: boolean
}
