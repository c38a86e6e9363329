// pnpm check:shape [--write]
// What every published package has in its package.json and in its folder, so that all install alike.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { browserField, folders, oldFields } from './old_resolvers.ts'
import { isMain, type Manifest, readPublished, readScope, report, root } from './workspace.ts'

/** npm runs these on the machine of whoever installs the package or packs a checkout of it. */
const INSTALL_SCRIPTS = /^(pre|post)?(install|prepare|publish|pack)$|^(prepublishOnly|dependencies)$/

/** Values that are the same in every package. */
const FIXED = {
  license: 'MIT',
  type: 'module',
  sideEffects: false,
  engines: { node: '>=20.19' },
  publishConfig: { access: 'public', provenance: true },
}

// As text, since the order of the keys counts.
const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** The conditions of one entry, in the order in which Node and TypeScript take the first that fits. */
function entryFor(scope: string, source: string): object {
  const built = source.replace('./src/', './dist/').replace(/\.ts$/, '')
  return {
    [`${scope}/source`]: source,
    import: { types: `${built}.d.ts`, default: `${built}.js` },
    require: { types: `${built}.d.cts`, default: `${built}.cjs` },
  }
}

/** The same for a deep path that is CommonJS alone, as in the package it stands in for. */
function commonJsEntryFor(scope: string, source: string, file = ''): object {
  return { [`${scope}/source`]: source, types: file.replace(/\.js$/, '.d.ts'), default: file }
}

function checkExports({ bin, exports = {} }: Manifest, scope: string): string[] {
  const problems: string[] = []
  for (const [path, entry] of Object.entries(exports as Record<string, Record<string, string>>)) {
    if (path === './package.json') continue
    const source = entry[`${scope}/source`]
    if (typeof source !== 'string') problems.push(`exports["${path}"] has no ${scope}/source`)
    else if (/^\.\/(v\d+\/)?lib\//.test(path) && same(entry, commonJsEntryFor(scope, source, entry.default)))
      continue
    else if (!same(entry, entryFor(scope, source))) {
      problems.push(`exports["${path}"] must be, in this order, ${JSON.stringify(entryFor(scope, source))}`)
    }
  }
  if (exports['./package.json'] !== './package.json') problems.push('exports must have ./package.json')
  if (bin === undefined && exports['.'] === undefined) problems.push('exports must have "."')
  return problems
}

/** The fields that follow from `exports`; undefined for one that must not be there. */
function derivedFields(manifest: Manifest): Readonly<Record<string, unknown>> {
  return {
    main: undefined,
    module: undefined,
    types: undefined,
    ...oldFields(manifest),
    browser: browserField(manifest),
  }
}

/** The folders of sub-paths that `files` must name. */
function derivedFiles(manifest: Manifest): string[] {
  return [...new Set(Object.keys(folders(manifest)).map((folder) => folder.split('/')[0] as string))]
}

/** A package.json with the fields that follow from `exports` put right. */
export function writeDerived(manifest: Manifest): Manifest {
  const derived = derivedFields(manifest)
  const files = [...new Set([...(manifest.files ?? []), ...derivedFiles(manifest)])]
  const entries = Object.entries({ ...manifest, files }).filter(([field]) => !Object.hasOwn(derived, field))
  const at = entries.findIndex(([field]) => field === 'exports')
  entries.splice(
    at,
    0,
    ...(Object.entries(derived) as typeof entries).filter(([, value]) => value !== undefined),
  )
  return Object.fromEntries(entries) as unknown as Manifest
}

/** What is amiss with one package.json; `folder` is the name of the package's folder. */
export function checkManifest(manifest: Manifest, folder: string, scope: string): string[] {
  const problems = checkExports(manifest, scope)
  const fields = manifest as unknown as Readonly<Record<string, unknown>>
  for (const [field, value] of Object.entries(FIXED)) {
    if (!same(fields[field], value)) problems.push(`${field} must be ${JSON.stringify(value)}`)
  }
  if (problems.length === 0) {
    for (const [field, value] of Object.entries(derivedFields(manifest)))
      if (!same(fields[field], value))
        problems.push(`${field} must be ${JSON.stringify(value)}, which pnpm check:shape --write writes`)
  }
  const published = manifest.files ?? []
  for (const path of ['dist', 'CHANGELOG.md', ...derivedFiles(manifest)])
    if (!published.includes(path)) problems.push(`files must have ${path}`)
  if (published.some((path) => /^(\.|\/|\*|src|test)/.test(path)))
    problems.push('files has more than what is built')
  if (manifest.name !== `${scope}/${folder}`) problems.push(`name must be ${scope}/${folder}, as the folder`)
  if (!/^\d+\.\d+\.\d+/.test(manifest.version ?? '')) problems.push('version must be set')
  if (!manifest.description) problems.push('description must be set')
  if (!manifest.keywords?.includes('twilio')) problems.push('keywords must have twilio')
  for (const script of ['build', 'check:package']) {
    if (!manifest.scripts?.[script]) problems.push(`scripts must have ${script}`)
  }
  for (const script of Object.keys(manifest.scripts ?? {})) {
    if (INSTALL_SCRIPTS.test(script)) problems.push(`scripts.${script} would run at install or publish`)
  }
  const { repository } = manifest
  if (repository !== undefined && repository.directory !== `packages/${folder}`) {
    problems.push(`repository.directory must be packages/${folder}`)
  }
  return problems
}

/** What is amiss with all published packages under `folder`. */
export function checkShape(folder: string = root): string[] {
  const scope = readScope(folder)
  const packages = readPublished(folder)
  const problems = packages.flatMap(({ dir, manifest, name }) => {
    const found = checkManifest(manifest, basename(dir), scope)
    const readme = join(dir, 'README.md')
    if (!existsSync(readme)) found.push('README.md is missing')
    else if (!readFileSync(readme, 'utf8').startsWith(`# ${scope}/${name}\n`)) {
      found.push(`README.md must begin with # ${scope}/${name}`)
    }
    // pnpm packs the root's licence into each package that has none of its own.
    if (existsSync(join(dir, 'LICENSE'))) found.push('LICENSE stands at the root alone')
    return found.map((problem) => `${name}: ${problem}`)
  })
  if (!existsSync(join(folder, 'LICENSE'))) problems.push('LICENSE is missing at the root')
  const repositories = new Set(packages.map(({ manifest }) => manifest.repository?.url))
  if (repositories.size > 1) problems.push('repository.url must be the same in every package')
  return problems
}

if (isMain(import.meta.url)) {
  if (process.argv.includes('--write'))
    for (const { dir, manifest } of readPublished()) {
      const text = `${JSON.stringify(writeDerived(manifest), null, 2)}\n`
      const path = join(dir, 'package.json')
      if (text !== readFileSync(path, 'utf8')) writeFileSync(path, text)
    }
  report('shape', checkShape())
}
