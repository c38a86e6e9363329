// What every published package has in its package.json and in its folder, so that all install alike.
import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { isMain, readPublished, readScope, report, root } from './workspace.js'

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

/** The conditions of one entry, in the order in which Node and TypeScript take the first that fits. */
function entryFor(scope, source) {
  const built = source.replace('./src/', './dist/').replace(/\.ts$/, '')
  return {
    [`${scope}/source`]: source,
    import: { types: `${built}.d.ts`, default: `${built}.js` },
    require: { types: `${built}.d.cts`, default: `${built}.cjs` },
  }
}

/** The same for a deep path that is CommonJS alone, as in the package it stands in for. */
function commonJsEntryFor(scope, source, file = '') {
  return { [`${scope}/source`]: source, types: file.replace(/\.js$/, '.d.ts'), default: file }
}

function checkExports({ bin, exports = {} }, scope) {
  const problems = []
  // As text, since the order of the keys counts.
  const same = (one, other) => JSON.stringify(one) === JSON.stringify(other)
  for (const [path, entry] of Object.entries(exports)) {
    if (path === './package.json') continue
    const source = entry[`${scope}/source`]
    if (typeof source !== 'string') problems.push(`exports["${path}"] has no ${scope}/source`)
    else if (path.startsWith('./lib/') && same(entry, commonJsEntryFor(scope, source, entry.default)))
      continue
    else if (!same(entry, entryFor(scope, source))) {
      problems.push(`exports["${path}"] must be, in this order, ${JSON.stringify(entryFor(scope, source))}`)
    }
  }
  if (exports['./package.json'] !== './package.json') problems.push('exports must have ./package.json')
  if (bin === undefined && exports['.'] === undefined) problems.push('exports must have "."')
  return problems
}

/** What is amiss with one package.json; `folder` is the name of the package's folder. */
export function checkManifest(manifest, folder, scope) {
  const problems = checkExports(manifest, scope)
  for (const [field, value] of Object.entries(FIXED)) {
    if (JSON.stringify(manifest[field]) !== JSON.stringify(value)) {
      problems.push(`${field} must be ${JSON.stringify(value)}`)
    }
  }
  const published = manifest.files ?? []
  if (!published.includes('dist') || !published.includes('CHANGELOG.md')) {
    problems.push('files must have dist and CHANGELOG.md')
  }
  if (published.some((path) => /^(\.|\/|\*|src|test)/.test(path)))
    problems.push('files has more than what is built')
  if (manifest.name !== `${scope}/${folder}`) problems.push(`name must be ${scope}/${folder}, as the folder`)
  if (!/^\d+\.\d+\.\d+/.test(manifest.version ?? '')) problems.push('version must be set')
  if (!manifest.description) problems.push('description must be set')
  if (!manifest.keywords?.includes('twilio')) problems.push('keywords must have twilio')
  if (manifest.main ?? manifest.module ?? manifest.types)
    problems.push('main, module, types: exports says it')
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
export function checkShape(folder = root) {
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

if (isMain(import.meta.url)) report('shape', checkShape())
