import { dirname, join, normalize } from 'node:path/posix'

/** What a file loads, as it is written: `import`, `export … from`, `require`, `import()` and mocks. */
const LOADS = /(?:\bfrom|\bimport|\brequire|\bimport\s*\(|\brequire\s*\(|\w\()\s*(['"`])([^'"`\n]+)\1/g

/** A module whose path is put together when the code runs may be any of the app. */
const LOADS_ANY = /\b(?:require|import)\s*\(\s*(?!['"`][^'"`\n$]*['"`]\s*[),])[\w`'"[.]/

const EXTENSION = /\.[cm]?[jt]sx?$/

/** Which files of an app load which others. */
export interface ImportGraph {
  /** Tells whether a file loads another, itself or through others. */
  readonly reaches: (from: string, to: string) => boolean
  /** The files that load one of these, through whatever others. */
  readonly reaching: (targets: Iterable<string>) => Set<string>
  /** What one file loads itself. */
  readonly loadedBy: (path: string) => ReadonlySet<string>
}

/** Files by their path without extension, and folders by the path of their index file. */
function indexPaths(paths: Iterable<string>): Map<string, string[]> {
  const index = new Map<string, string[]>()
  const add = (key: string, path: string) => index.set(key, [...(index.get(key) ?? []), path])
  for (const path of paths) {
    const bare = path.replace(/\.d\.ts$/, '').replace(EXTENSION, '')
    add(bare, path)
    if (/(^|\/)index$/.test(bare)) add(dirname(bare), path)
  }
  return index
}

/** Index by last part of the path, for imports through aliases that only the app's tools understand. */
function indexTails(paths: Map<string, string[]>): Map<string, string[]> {
  const tails = new Map<string, string[]>()
  for (const [bare, found] of paths) {
    const tail = bare.slice(bare.lastIndexOf('/') + 1)
    tails.set(tail, [...(tails.get(tail) ?? []), ...found])
  }
  return tails
}

/** Reads from the texts of an app which file loads which; what it cannot tell apart, it takes for loaded. */
export function readImportGraph(
  files: ReadonlyMap<string, string>,
  workspaces: ReadonlyMap<string, string>,
): ImportGraph {
  const index = indexPaths(files.keys())
  const tails = indexTails(index)
  const edges = new Map<string, Set<string>>()
  const loadsAny = new Set<string>()

  const ofWorkspace = new Map<string, readonly string[]>()
  function filesOf(name: string): readonly string[] {
    const folder = workspaces.get(name) as string
    const found =
      ofWorkspace.get(name) ??
      [...files.keys()].filter((path) => folder === '' || path.startsWith(`${folder}/`))
    ofWorkspace.set(name, found)
    return found
  }

  function resolve(from: string, specifier: string): readonly string[] {
    const bare = (specifier.split('?', 1)[0] as string).replace(EXTENSION, '')
    if (specifier.startsWith('.')) {
      const path = normalize(join(dirname(from), bare))
      return index.get(path) ?? index.get(join(path, 'index')) ?? []
    }
    for (const name of workspaces.keys())
      if (specifier === name || specifier.startsWith(`${name}/`)) return filesOf(name)
    const parts = bare.split('/')
    const isAlias = /^[@~#$]|^src\b/.test(specifier) || parts.length > 1
    const candidates = isAlias ? (tails.get(parts.at(-1) as string) ?? []) : []
    return candidates.filter((path) => path.replace(EXTENSION, '').endsWith(parts.slice(1).join('/')))
  }

  for (const [path, text] of files) {
    const loaded = new Set<string>()
    for (const [, , specifier] of text.matchAll(LOADS))
      for (const target of resolve(path, specifier as string)) loaded.add(target)
    edges.set(path, loaded)
    if (LOADS_ANY.test(text)) loadsAny.add(path)
  }

  const back = new Map<string, string[]>()
  for (const [path, loaded] of edges)
    for (const target of loaded) {
      const known = back.get(target)
      if (known === undefined) back.set(target, [path])
      else known.push(path)
    }

  const reachingOne = new Map<string, Set<string>>()
  function reaching(targets: Iterable<string>): Set<string> {
    const found = new Set(targets)
    if (found.size > 0) for (const path of loadsAny) found.add(path)
    for (const path of found) for (const before of back.get(path) ?? []) found.add(before)
    return found
  }

  return {
    reaching,
    reaches(from, to) {
      const known = reachingOne.get(to) ?? reaching([to])
      reachingOne.set(to, known)
      return known.has(from)
    },
    loadedBy: (path) => edges.get(path) ?? new Set(),
  }
}
