// pnpm release:pack [FOLDER]
// Packs every published package, as built, into a folder (`release` where none is named): what the release workflow
// hands from the job that builds to the job that publishes.
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { isMain, type Package, readPublished, root, runPnpm } from './workspace.ts'

/** The file of a package: its version is read in the file, so the name serves the eye. */
const fileName = ({ name, manifest }: Package): string => `${name}-${manifest.version}.tgz`

/** Refuses a folder that holds anything but what was packed before: it is made anew, and what it held is gone. */
export function assertReplaceable(folder: string): void {
  const others = existsSync(folder) ? readdirSync(folder).filter((file) => !file.endsWith('.tgz')) : []
  if (others.length > 0) throw new Error(`${folder} holds more than packed packages: name another folder`)
}

/** Packs all into `folder`, which is made anew. pnpm writes real ranges for `workspace:^`. */
export function packAll(folder: string): string[] {
  assertReplaceable(folder)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  return readPublished().map((each) => {
    const before = new Set(readdirSync(folder))
    runPnpm(each.dir, ['pack', '--pack-destination', folder], 'pipe')
    const packed = readdirSync(folder).find((file) => !before.has(file))
    if (packed === undefined) throw new Error(`pnpm packed nothing for ${each.name}`)
    renameSync(join(folder, packed), join(folder, fileName(each)))
    return fileName(each)
  })
}

if (isMain(import.meta.url)) {
  const [folder = 'release'] = process.argv.slice(2)
  console.log(packAll(resolve(root, folder)).join('\n'))
}
