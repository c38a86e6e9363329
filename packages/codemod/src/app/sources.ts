import type { ImportGraph } from './import_graph.ts'
import type { Manifest } from './manifests.ts'

/** The sources of an app that matter, by path relative to its folder, with `/` between folders. */
export interface Sources {
  readonly files: ReadonlyMap<string, string>
  readonly manifests: ReadonlyMap<string, Manifest>
  readonly graph: ImportGraph
  /** The files of `__mocks__` that stand in for `twilio`, by path. */
  readonly standIns?: ReadonlyMap<string, string>
  /** Where the app is on the disk, whose installed packages have types. */
  readonly folder?: string | undefined
  readonly tsconfig?: string | undefined
}
