import { existsSync } from 'node:fs'
import { chmod, cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Registry } from './registry.ts'
import { type RunResult, run } from './run.ts'

/** The repository this file stands in. */
export const ROOT: string = fileURLToPath(new URL('../../../', import.meta.url))

export interface Manifest {
  name: string
  version: string
  private?: boolean
  packageManager?: string
  dependencies?: Record<string, string>
  publishConfig?: { access?: string; provenance?: boolean }
}

export async function readManifest(folder: string): Promise<Manifest> {
  return JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest
}

export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
}

/** Links what is installed in `from` into `to`: its links are relative and lead within the new tree. */
async function linkInstalled(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true })
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const source = join(from, entry.name)
    const target = join(to, entry.name)
    if (entry.isSymbolicLink()) await cp(source, target, { verbatimSymlinks: true })
    else if (entry.name === '.pnpm') await symlink(source, target)
    else if (entry.name === '.bin') await cp(source, target, { recursive: true, verbatimSymlinks: true })
    else if (entry.isDirectory() && entry.name.startsWith('@')) await linkInstalled(source, target)
  }
}

/** Keeps pnpm from installing anew over the links, which lead into the developer's own tree. */
async function trustLinks(workspace: string): Promise<void> {
  const file = join(workspace, 'pnpm-workspace.yaml')
  const settings = await readFile(file, 'utf8')
  await writeFile(file, `${settings.replace(/^verifyDepsBeforeRun:.*$/m, '')}\nverifyDepsBeforeRun: false\n`)
}

/** Only a CI service can sign where a package was built, and npm lets no setting overrule the manifest's. */
async function renounceProvenance(folder: string): Promise<void> {
  if (!existsSync(join(folder, 'package.json'))) return
  const manifest = await readManifest(folder)
  delete manifest.publishConfig?.provenance
  await writeManifest(folder, manifest)
}

/** A copy of the working tree in a folder of its own, with what is installed linked and git started anew. */
export class WorkspaceCopy {
  readonly folder: string
  readonly #env: Record<string, string>

  private constructor(folder: string, env: Record<string, string>) {
    this.folder = folder
    this.#env = env
  }

  /** Copies what git knows or would take (so no build output) into `folder`, to be published to the registry. */
  static async create(folder: string, registry: Registry, scope: string): Promise<WorkspaceCopy> {
    const { stdout } = await run('git', ['ls-files', '-z', '-co', '--exclude-standard'], { cwd: ROOT })
    const files = stdout.split('\0').filter((file) => file !== '' && existsSync(join(ROOT, file)))
    const workspace = join(folder, 'workspace')
    for (const file of files) {
      await mkdir(join(workspace, dirname(file)), { recursive: true })
      await cp(join(ROOT, file), join(workspace, file), { verbatimSymlinks: true })
    }
    const folders = ['', ...(await readdir(join(ROOT, 'packages'))).map((name) => join('packages', name))]
    for (const each of folders) {
      const installed = join(ROOT, each, 'node_modules')
      if (existsSync(installed)) await linkInstalled(installed, join(workspace, each, 'node_modules'))
    }
    await trustLinks(workspace)
    for (const each of folders.slice(1)) await renounceProvenance(join(workspace, each))
    const copy = await WorkspaceCopy.open(folder, registry, scope)
    await copy.run('git', 'init', '-q')
    await copy.commit('The working tree')
    return copy
  }

  /** The copy that stands in `folder` already, to be published to the registry. */
  static async open(folder: string, registry: Registry, scope: string): Promise<WorkspaceCopy> {
    const workspace = join(folder, 'workspace')
    await writeFile(join(workspace, '.npmrc'), registry.npmrc(scope))
    return new WorkspaceCopy(workspace, await publishingEnvironment(folder, registry, scope))
  }

  async run(command: string, ...args: readonly string[]): Promise<RunResult> {
    return this.runIn(this.folder, command, ...args)
  }

  async runIn(folder: string, command: string, ...args: readonly string[]): Promise<RunResult> {
    return run(command, args, { cwd: folder, env: this.#env })
  }

  async commit(message: string): Promise<void> {
    await this.run('git', 'add', '-A')
    await this.run('git', 'commit', '-q', '--allow-empty', '-m', message)
  }

  path(...parts: readonly string[]): string {
    return join(this.folder, ...parts)
  }

  /** The packages that are published: folder and manifest by name. */
  async publicPackages(): Promise<ReadonlyMap<string, Manifest & { readonly folder: string }>> {
    const found = new Map<string, Manifest & { readonly folder: string }>()
    for (const name of await readdir(this.path('packages'))) {
      const folder = this.path('packages', name)
      if (!existsSync(join(folder, 'package.json'))) continue
      const manifest = await readManifest(folder)
      if (manifest.private !== true) found.set(manifest.name, { ...manifest, folder })
    }
    return found
  }

  /** The version of each package that is published. */
  async versions(): Promise<Readonly<Record<string, string>>> {
    const packages = [...(await this.publicPackages()).values()]
    return Object.fromEntries(packages.map(({ name, version }) => [name, version]))
  }
}

/**
 * What publishing from a copy needs: pnpm under its own name, a user's settings that are not the developer's (so no
 * token of theirs can go anywhere), and a name for git.
 */
async function publishingEnvironment(
  folder: string,
  registry: Registry,
  scope: string,
): Promise<Record<string, string>> {
  const workspace = join(folder, 'workspace')
  const bin = join(folder, 'bin')
  const userconfig = join(folder, 'user.npmrc')
  if (!existsSync(bin)) {
    await mkdir(bin)
    await writeFile(join(bin, 'pnpm'), `#!/bin/sh\nexec ${await findPnpm(workspace)} "$@"\n`)
    await chmod(join(bin, 'pnpm'), 0o755)
    await writeFile(userconfig, '')
  }
  return {
    PATH: [bin, join(workspace, 'node_modules/.bin'), process.env.PATH].join(':'),
    NPM_CONFIG_USERCONFIG: userconfig,
    npm_config_userconfig: userconfig,
    // changesets asks the environment where a scope is published.
    [`npm_config_${scope}:registry`]: registry.url,
    GIT_AUTHOR_NAME: 'e2e',
    GIT_AUTHOR_EMAIL: 'e2e@localhost',
    GIT_COMMITTER_NAME: 'e2e',
    GIT_COMMITTER_EMAIL: 'e2e@localhost',
  }
}

/** The shell words that start the pnpm of the workspace: the one this run came from, or one that npx fetches. */
async function findPnpm(workspace: string): Promise<string> {
  const started = process.env.npm_execpath
  if (started?.includes('pnpm'))
    return /\.[cm]?js$/.test(started) ? `"${process.execPath}" "${started}"` : started
  const { packageManager } = await readManifest(workspace)
  const { stdout } = await run(
    'npx',
    ['-y', '-p', `${packageManager}`.replace(/\+.*/, ''), '-c', 'command -v pnpm'],
    {
      cwd: ROOT,
    },
  )
  return `"${stdout.trim()}"`
}
