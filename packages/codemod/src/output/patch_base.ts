import { existsSync, realpathSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'

/** Where a patch is to be applied, and where the app is from there. */
export interface PatchBase {
  /** The folder that the paths of the patch begin in. */
  readonly base: string
  /** The app's folder from there, with `/` between folders; empty where it is the base itself. */
  readonly prefix: string
  /** Whether `git apply` takes the patch in the folder that the command was run in. */
  readonly isHere: boolean
}

/** The top of the git repository that holds a folder. */
function topOf(folder: string): string | undefined {
  if (existsSync(join(folder, '.git'))) return folder
  const above = dirname(folder)
  return above === folder ? undefined : topOf(above)
}

function isWithin(inner: string, outer: string): boolean {
  return inner === outer || inner.startsWith(outer.endsWith(sep) ? outer : outer + sep)
}

/**
 * Inside a repository, `git apply` reads paths from its top, wherever it is run, and passes over what is not below the
 * folder that it is run in; elsewhere it reads them from that folder.
 */
export function patchBase(app: string, workingFolder: string): PatchBase {
  const [folder, here] = [realpathSync(app), realpathSync(workingFolder)]
  const top = topOf(here)
  const isOfRepository = top !== undefined && isWithin(folder, top)
  const base = isOfRepository
    ? top
    : isWithin(folder, here) && top === undefined
      ? here
      : (topOf(folder) ?? folder)
  return {
    base,
    prefix: relative(base, folder).split(sep).join('/'),
    isHere: isWithin(folder, here) && (isOfRepository || base === here),
  }
}
