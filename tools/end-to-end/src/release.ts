import { cp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import type { Registry } from './registry.ts'
import { readManifest, type WorkspaceCopy, writeManifest } from './workspace_copy.ts'

export type Bump = 'patch' | 'minor' | 'major'

/** The version of each package, by name. */
export type Versions = Readonly<Record<string, string>>

/** Writes a changeset as `pnpm changeset` does. */
export async function addChangeset(
  copy: WorkspaceCopy,
  bumps: Readonly<Record<string, Bump>>,
): Promise<void> {
  const lines = Object.entries(bumps).map(([name, bump]) => `'${name}': ${bump}`)
  await writeFile(copy.path('.changeset/e2e.md'), `---\n${lines.join('\n')}\n---\n\nA change.\n`)
}

/** The script of the release workflow's step that publishes what was packed. */
async function publishScript(copy: WorkspaceCopy): Promise<string> {
  const workflow = await readFile(copy.path('.github/workflows/release.yml'), 'utf8')
  const script = /- id: publish\n[\s\S]*?\n( +)run: \|\n((?:\1 {2}.*\n)+)/.exec(workflow)?.[2]
  if (script === undefined) throw new Error('release.yml has no step that publishes')
  return script
}

/** The documented release: versions from the changesets, then packed and published as the workflow does. */
export async function release(copy: WorkspaceCopy): Promise<Versions> {
  await copy.run('changeset', 'version')
  await copy.commit('Version packages')
  await copy.run('pnpm', 'run', 'release:pack', 'release')
  await copy.run('bash', '-e', '-c', `GITHUB_OUTPUT=/dev/null; ${await publishScript(copy)}`)
  await rm(copy.path('release'), { recursive: true })
  return copy.versions()
}

interface Published {
  readonly versions: Readonly<Record<string, { readonly dependencies?: Readonly<Record<string, string>> }>>
  readonly 'dist-tags': Readonly<Record<string, string>>
}

/** What the registry says of a package. */
export async function readPublished(registry: Registry, name: string): Promise<Published> {
  const response = await fetch(new URL(encodeURIComponent(name), registry.url))
  if (!response.ok) throw new Error(`the registry answers ${response.status} for ${name}`)
  return (await response.json()) as Published
}

/** The packages whose version differs between two releases, with the new version. */
export function changedVersions(before: Versions, after: Versions): Versions {
  return Object.fromEntries(Object.entries(after).filter(([name, version]) => before[name] !== version))
}

/**
 * Publishes a package of a copy with a change made to its folder, as a pre-release that no range takes by itself, and
 * gives the version. The folder is as it was afterwards, but for what the change built.
 */
export async function publishVariant(
  copy: WorkspaceCopy,
  name: string,
  label: string,
  change: (folder: string) => Promise<void>,
): Promise<string> {
  const found = (await copy.publicPackages()).get(name)
  if (found === undefined) throw new Error(`${name} is not in the copy`)
  const { folder } = found
  const kept = copy.path('../kept')
  await cp(folder, kept, { recursive: true, verbatimSymlinks: true })
  try {
    const version = `${found.version}-${label}`
    await change(folder)
    await writeManifest(folder, { ...(await readManifest(folder)), version })
    await copy.runIn(folder, 'pnpm', 'publish', '--no-git-checks', '--tag', label)
    return version
  } finally {
    await rm(folder, { recursive: true })
    await rename(kept, folder)
  }
}
