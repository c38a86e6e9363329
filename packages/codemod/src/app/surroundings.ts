import { isRecord } from '@x/jwt-core/token'
import { ts } from 'ts-morph'
import type { AppFiles } from './app_files.ts'
import { rangeMajor } from './manifests.ts'

/** Whether a range of versions of Node leaves out those that the native packages do without. */
function olderNode(range: unknown): boolean {
  if (typeof range !== 'string') return false
  const minimum = /(\d+)(?:\.(\d+))?/.exec(range)
  if (minimum === null) return false
  const [major, minor] = [Number(minimum[1]), Number(minimum[2] ?? 0)]
  return major < 20 || (major === 20 && minor < 19 && !/^[\^v ]*20(\.x)?$/.test(range.trim()))
}

/** A tsconfig.json whose compiler looks for packages in no `node_modules`. */
function resolvesClassically(tsconfig: string | undefined): boolean {
  if (tsconfig === undefined) return false
  const { config } = ts.parseConfigFileTextToJson('tsconfig.json', tsconfig)
  const options: unknown = isRecord(config) ? config.compilerOptions : undefined
  return isRecord(options) && String(options.moduleResolution ?? '').toLowerCase() === 'classic'
}

/** What around an app keeps the native packages from being found, told before anything is written. */
export function readSurroundings(app: AppFiles, isChanged: boolean): string[] {
  const found: string[] = []
  if (!isChanged) return found
  const place = (folder: string) => (folder === '' ? 'package.json' : `${folder}/package.json`)
  for (const [folder, manifest] of app.manifests) {
    if (olderNode(manifest.node))
      found.push(
        `${place(folder)}: engines allows Node ${String(manifest.node)}, and the native packages need 20.19 or later`,
      )
    const jest = rangeMajor(manifest.dependencies.jest)
    if (jest !== undefined && jest < 27)
      found.push(
        `${place(folder)}: Jest ${jest} does not know \`node:crypto\`, which the native packages load, so its tests would not find them: update it to 27 or later`,
      )
    const compiler = rangeMajor(manifest.dependencies.typescript)
    if (compiler !== undefined && compiler < 5)
      found.push(
        `${place(folder)}: the types of the native packages are written for TypeScript 5.0 or later, and this is ${compiler}`,
      )
  }
  const usesTypes = [...app.files.keys()].some((path) => /\.[cm]?tsx?$/.test(path))
  if (usesTypes && resolvesClassically(app.tsconfig))
    found.push(
      'tsconfig.json: moduleResolution is classic, which looks for no package in node_modules: set it to node16, nodenext or bundler',
    )
  for (const path of app.deployments)
    found.push(
      `${path}: pkgJson lists what is deployed with the Functions: the native packages belong there too`,
    )
  return found
}
