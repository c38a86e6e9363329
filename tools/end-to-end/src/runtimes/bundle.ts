import { join } from 'node:path'
import { build } from 'esbuild'
import type { App } from '../app.ts'

/**
 * Bundles one of the application's entries for a runtime without Node's built-ins, under the package conditions of that
 * runtime. Throws when the bundle asks for anything that is not in the tree, as `node:crypto` would be.
 */
export async function bundleFor(app: App, entry: string, conditions: readonly string[]): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(app.folder, entry)],
    absWorkingDir: app.folder,
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: [...conditions],
    target: 'es2022',
    logLevel: 'silent',
  })
  const [output] = outputFiles
  if (output === undefined) throw new Error(`esbuild gave nothing for ${entry}`)
  return output.text
}
