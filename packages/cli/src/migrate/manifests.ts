import { isRecord } from '@x/jwt-core'

/** What of a package.json matters here. */
export interface Manifest {
  readonly isModule: boolean
  /** The range of each dependency, of whatever kind. */
  readonly dependencies: Readonly<Record<string, unknown>>
}

/** Reads a package.json; a broken one says nothing. */
export function readManifest(text: string): Manifest {
  let manifest: unknown
  try {
    manifest = JSON.parse(text)
  } catch {}
  if (!isRecord(manifest)) return { isModule: false, dependencies: {} }
  const kinds = [manifest.devDependencies, manifest.peerDependencies, manifest.dependencies]
  return {
    isModule: manifest.type === 'module',
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
