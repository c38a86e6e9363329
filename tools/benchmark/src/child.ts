import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** The folder of this package, from `src` and from `dist` alike. */
export const PACKAGE_FOLDER: string = fileURLToPath(new URL('..', import.meta.url))

/** Runs Node in this package's folder and gives back what it wrote to stdout as JSON. */
export async function runNode<Output>(args: readonly string[]): Promise<Output> {
  const { stdout } = await promisify(execFile)(process.execPath, [...args], {
    cwd: PACKAGE_FOLDER,
    env: { ...process.env, NODE_OPTIONS: '' },
    maxBuffer: 1e7,
  })
  return JSON.parse(stdout) as Output
}
