// What package.json and folders need beside `exports` for resolvers that do not know that field: TypeScript's node10,
// webpack 4, browserify, Metro before 0.79, Jest 27, eslint-plugin-import. All of it follows from `exports`.

interface Built {
  readonly types: string
  readonly default: string
}

/** A package.json, as far as it matters here. */
export interface Manifest {
  readonly exports?: Readonly<Record<string, unknown>>
  readonly imports?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** The fields of a package.json, at the root or in a folder, in the order in which they are written. */
export interface OldFields {
  readonly main: string
  /** ESM for bundlers. A package with `imports` has none: who knows no `exports` does not know `imports` either. */
  readonly module?: string
  readonly types: string
}

interface Entry {
  readonly import: Built
  readonly require: Built
}

const isEntry = (entry: unknown): entry is Entry =>
  typeof entry === 'object' && entry !== null && 'import' in entry && 'require' in entry

function fieldsOf(entry: Entry, hasImports: boolean, prefix: string): OldFields {
  const from = (path: string): string => prefix + path.slice('./'.length)
  return {
    main: from(entry.require.default),
    ...(!hasImports && { module: from(entry.import.default) }),
    types: from(entry.require.types),
  }
}

/** `main`, `module` and `types` of a package with a main entry. */
export function oldFields({ exports, imports }: Manifest): OldFields | undefined {
  const entry = exports?.['.']
  return isEntry(entry) ? fieldsOf(entry, imports !== undefined, './') : undefined
}

/**
 * `browser`: which CommonJS files a bundler for browsers swaps. CommonJS cannot say `#platform`, which old resolvers do
 * not know, so it takes Node's file by its path.
 */
export function browserField({ imports = {} }: Manifest): Readonly<Record<string, string>> | undefined {
  const pairs = Object.keys(imports).map((name) => commonJsFiles(imports[name]))
  return pairs.length === 0 ? undefined : Object.fromEntries(pairs)
}

/** Node's file and everyone else's that an entry of `imports` stands for in CommonJS. */
export function commonJsFiles(target: unknown): readonly [node: string, other: string] {
  const { node, default: other } = target as Record<'node' | 'default', { readonly require: string }>
  return [node.require, other.require]
}

/** The package.json of each folder that stands for a sub-path, by the folder's path. */
export function folders({ exports = {}, imports }: Manifest): Readonly<Record<string, OldFields>> {
  const found: Record<string, OldFields> = {}
  for (const [path, entry] of Object.entries(exports)) {
    if (path === '.' || !isEntry(entry)) continue
    const folder = path.slice('./'.length)
    found[folder] = fieldsOf(entry, imports !== undefined, '../'.repeat(folder.split('/').length))
  }
  return found
}
