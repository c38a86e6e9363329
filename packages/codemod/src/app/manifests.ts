import { isRecord } from '@x/jwt-core/token'

/** What of a package.json matters here. */
export interface Manifest {
  readonly name: string | undefined
  readonly isModule: boolean
  /** The versions of Node that it says it runs in. */
  readonly node?: unknown
  /** The range of each dependency, of whatever kind. */
  readonly dependencies: Readonly<Record<string, unknown>>
}

/** Reads a package.json; a broken one says nothing. */
export function readManifest(text: string): Manifest {
  let manifest: unknown
  try {
    manifest = JSON.parse(text)
  } catch {}
  if (!isRecord(manifest)) return { name: undefined, isModule: false, dependencies: {} }
  const kinds = [manifest.devDependencies, manifest.peerDependencies, manifest.dependencies]
  return {
    name: typeof manifest.name === 'string' ? manifest.name : undefined,
    isModule: manifest.type === 'module',
    node: isRecord(manifest.engines) ? manifest.engines.node : undefined,
    dependencies: Object.assign({}, ...kinds.filter(isRecord)) as Record<string, unknown>,
  }
}

/** The package.json that holds for a file: the next one up, by folder relative to the app's. */
export function manifestOf(manifests: ReadonlyMap<string, Manifest>, path: string): Manifest | undefined {
  const parts = path.split('/').slice(0, -1)
  for (; parts.length > 0; parts.pop()) {
    const manifest = manifests.get(parts.join('/'))
    if (manifest !== undefined) return manifest
  }
  return manifests.get('')
}

/** The major release that a range of versions begins with, such as 4 of `^4.21.0`. */
export function rangeMajor(range: unknown): number | undefined {
  const found = typeof range === 'string' ? /^(?:npm:[^@]*@)?[\^~>=v ]*(\d+)/.exec(range) : null
  return found === null ? undefined : Number(found[1])
}
