// A small project that has our packages, as published, beside a tool from the registry.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { inject } from 'vitest'
import { installApp } from '../app.ts'
import { entryPointsOf } from '../consumers.ts'
import { firstVersion, ours, registry, scope } from '../context.ts'
import { run } from '../run.ts'

/** What each project installs of ours: a token, its grants, one that signs with a key pair, and the doctor. */
export const PACKAGES: readonly string[] = [
  ...[
    'jwt-core',
    'access-token',
    'grants-video',
    'grants-chat',
    'client-capability',
    'taskrouter-capability',
  ],
  ...['client-validation', 'token-doctor', 'twilio-compat'],
]

export interface Project {
  readonly folder: string
  write(path: string, text: string): Promise<void>
  /** Runs the command of an installed tool; the result is what it wrote. Throws when it fails. */
  exec(bin: string, args: readonly string[], env?: Readonly<Record<string, string>>): Promise<string>
  /** Runs a file with Node and reads what it wrote as JSON. */
  node(file: string): Promise<unknown>
  /** The same with a bundle for browsers, which call their global object `self`. */
  nodeAsBrowser(file: string): Promise<unknown>
  version(tool: string): Promise<string>
  /** Every entry point of our packages that are installed: `@x/jwt-core`, `@x/jwt-core/grant` and so on. */
  entryPoints(): Promise<string[]>
}

/** Installs a project: one install serves all that is tried with the same tools. */
export async function createProject(
  name: string,
  tools: Readonly<Record<string, string>>,
  packages: readonly string[] = PACKAGES,
): Promise<Project> {
  const folder = join(inject('folder'), 'apps', name)
  const own = Object.fromEntries(packages.map((short) => [ours(short), firstVersion(short)]))
  await installApp(folder, { registry, scope, dependencies: { ...own, ...tools }, type: 'commonjs' })
  return {
    folder,
    async write(path, text) {
      await mkdir(dirname(join(folder, path)), { recursive: true })
      await writeFile(join(folder, path), text)
    },
    async exec(bin, args, env = {}) {
      const { stdout } = await run(join(folder, 'node_modules/.bin', bin), args, { cwd: folder, env })
      return stdout
    },
    async node(file) {
      const { stdout } = await run(process.execPath, [file], { cwd: folder })
      return JSON.parse(stdout)
    },
    async nodeAsBrowser(file) {
      const self = '--import=data:text/javascript,globalThis.self=globalThis'
      const { stdout } = await run(process.execPath, [self, file], { cwd: folder })
      return JSON.parse(stdout)
    },
    async version(tool) {
      const manifest = await readFile(join(folder, 'node_modules', tool, 'package.json'), 'utf8')
      return (JSON.parse(manifest) as { version: string }).version
    },
    entryPoints: () => entryPointsOf(folder, packages),
  }
}
