// Which package may use which: `cli`, `twilio-compat`, `token-doctor` -> tokens and grants -> `jwt-core` -> `jose`.
import { readdirSync, readFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { join, relative } from 'node:path'
import ts from 'typescript'
import { isMain, readPublished, readScope, report, root } from './workspace.js'

/** What a package of each layer may import of ours. A name ending in `*` stands for all that begin so. */
const TOKENS = ['jwt-core', 'jwt-core/grant']
const ALL = [...TOKENS, 'access-token', 'client-*', 'taskrouter-capability', 'grants-*']
const MAY_IMPORT = [
  ['jwt-core', []],
  ['grants-*', ['jwt-core/grant']],
  ['token-doctor', ALL],
  ['twilio-compat', ALL],
  ['cli', [...ALL, 'token-doctor', 'twilio-compat']],
  // Every other package mints tokens of one kind.
  ['*', TOKENS],
]

/** The only places that may import what is Node's own: a package and the beginning of a path in it. */
const NODE_ONLY = [
  ['jwt-core', 'src/platform/node.ts'],
  ['cli', 'src/'],
]

const fits = (pattern, name) =>
  pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name
const allowedFor = (name) => MAY_IMPORT.find(([layer]) => fits(layer, name))[1]

/** Everything a source text imports, in whatever way; `type` if only for its types. */
function readImports(file, text) {
  const imports = []
  const visit = (node) => {
    const target = node.moduleSpecifier ?? node.moduleReference?.expression ?? node.argument?.literal
    const isCall =
      ts.isCallExpression(node) &&
      (node.expression.kind === ts.SyntaxKind.ImportKeyword || node.expression.getText() === 'require')
    const specifier = isCall ? node.arguments[0] : target
    if (specifier !== undefined && ts.isStringLiteralLike(specifier)) {
      const type = ts.isImportTypeNode(node) || (node.importClause?.isTypeOnly ?? node.isTypeOnly ?? false)
      imports.push({ specifier: specifier.text, type })
    }
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true))
  return imports
}

/** What is wrong with package `name` having an import in `file`; undefined if nothing is. */
function judge(name, file, { specifier, type }, scope, declared) {
  if (specifier.startsWith('.')) {
    return join(file, '..', specifier).startsWith('..') ? 'leaves the package' : undefined
  }
  if (specifier.startsWith('node:') || builtinModules.includes(specifier.split('/')[0])) {
    const allowed = type || NODE_ONLY.some(([owner, path]) => owner === name && file.startsWith(path))
    return allowed ? undefined : 'only src/platform/node.ts of jwt-core and the cli may import from Node'
  }
  if (specifier.startsWith('#')) return undefined
  if (/^jose(\/|$)/.test(specifier) && name !== 'jwt-core') return 'only jwt-core may import jose'
  // knip takes what the root has as declared; whoever installs the package does not get that.
  const dependency = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
  if (!declared.includes(dependency)) return `${dependency} is not among its dependencies`
  if (!specifier.startsWith(`${scope}/`)) return undefined
  const target = specifier.slice(scope.length + 1)
  if (allowedFor(name).some((pattern) => fits(pattern, target))) return undefined
  return `${name} may import of ours: ${allowedFor(name).join(', ') || 'nothing'}`
}

/** The imports against the direction, or of what is not `declared` as a dependency, in one source text. */
export function checkImports(name, file, text, scope, declared) {
  return readImports(file, text)
    .map((found) => [found.specifier, judge(name, file, found, scope, declared)])
    .filter(([, problem]) => problem !== undefined)
    .map(([specifier, problem]) => `${name}/${file} imports ${specifier}: ${problem}`)
}

/** The dependencies of a package.json against the direction, or with another range than `workspace:^`. */
export function checkDependencies(name, manifest, scope) {
  const problems = []
  for (const kind of ['dependencies', 'peerDependencies', 'optionalDependencies', 'devDependencies']) {
    for (const [dependency, range] of Object.entries(manifest[kind] ?? {})) {
      const ours = dependency.startsWith(`${scope}/`)
      const target = dependency.slice(scope.length + 1)
      const allowed = allowedFor(name).some((pattern) => fits(pattern.split('/')[0], target))
      if (ours && range !== 'workspace:^') {
        problems.push(`${name}: ${kind} has ${dependency} at ${range}, not at workspace:^`)
      }
      // Tests may use anything; what is installed with the package may not.
      if (kind === 'devDependencies') continue
      if (ours && !allowed) problems.push(`${name}: ${kind} may not name ${dependency}`)
      if (dependency === 'jose' && name !== 'jwt-core')
        problems.push(`${name}: only jwt-core depends on jose`)
    }
  }
  return problems
}

/** All that points the wrong way in the workspace under `folder`. */
export function checkArrows(folder = root) {
  const scope = readScope(folder)
  return readPublished(folder).flatMap(({ dir, manifest, name }) => {
    const sources = readdirSync(join(dir, 'src'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.[cm]?[jt]sx?$/.test(entry.name))
      .map((entry) => relative(dir, join(entry.parentPath, entry.name)))
    const declared = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })
    const imports = sources.flatMap((file) =>
      checkImports(name, file, readFileSync(join(dir, file), 'utf8'), scope, declared),
    )
    return [...checkDependencies(name, manifest, scope), ...imports]
  })
}

if (isMain(import.meta.url)) report('arrows', checkArrows())
