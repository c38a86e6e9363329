// Which package may use which, and no circle in any: dependency-cruiser reads the imports, this file has the rules.
import { existsSync, realpathSync } from 'node:fs'
import { join, relative } from 'node:path'
import { cruise, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser'
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import { isMain, type Manifest, type Package, readPublished, readScope, report, root } from './workspace.ts'

/** What a package of each layer may import of ours. A name ending in `*` stands for all that begin so. */
const CORE = ['jwt-core', 'jwt-core/*']
const FACTS = ['*/facts']
const TOKENS = [
  ...CORE,
  'access-token',
  'access-token/*',
  'client-*',
  'taskrouter-capability',
  'grants-*',
  ...FACTS,
]
const MAY_IMPORT: readonly (readonly [layer: string, allowed: readonly string[]])[] = [
  ['jwt-core', []],
  ['token-source', []],
  ['grants-*', ['jwt-core/grant']],
  ['token-doctor', TOKENS],
  ['twilio-compat', TOKENS],
  ['token-endpoint', TOKENS],
  ['codemod', TOKENS],
  ['token-page', [...CORE, ...FACTS, 'token-doctor']],
  ['cli', [...TOKENS, 'token-doctor', 'token-page', 'token-endpoint', 'token-endpoint/*', 'twilio-compat']],
  // Every other package mints or checks tokens of its own kind.
  ['*', CORE],
]

/** The only places that may import what is Node's own. */
const NODE_ONLY = [
  '^packages/jwt-core/src/platform/node\\.ts$',
  '^packages/(cli|codemod|token-testing)/src/',
  '^packages/token-endpoint/src/node\\b',
  // It reads the page's file; the page itself is for browsers.
  '^packages/token-page/src/index\\.ts$',
]

/** Sources that are built into one file, or a few, with what they import, so that only some of it is installed beside. */
const BUILT_IN = /^packages\/(?:token-page\/src\/page|cli\/src)\//

const fits = (pattern: string, name: string): boolean =>
  new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(name)

const allowedFor = (name: string): readonly string[] =>
  MAY_IMPORT.find(([layer]) => fits(layer, name))?.[1] ?? []

/** The source files behind the entries of a package, with the name of each entry without the scope. */
function entriesOf({ manifest, name }: Package, scope: string): (readonly [entry: string, file: string])[] {
  return Object.entries(manifest.exports ?? {}).flatMap(([path, target]) => {
    const source = (target as Record<string, string>)[`${scope}/source`]
    return source === undefined ? [] : [[path.replace('.', name), source.slice('./'.length)] as const]
  })
}

const quote = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')

/** What package `name` may not import of ours: any file that is no entry it may use. */
function ruleFor(
  { dir, name }: Package,
  packages: readonly Package[],
  scope: string,
  folder: string,
): IForbiddenRuleType {
  const allowed = packages.flatMap((each) =>
    entriesOf(each, scope)
      .filter(([entry]) => allowedFor(name).some((pattern) => fits(pattern, entry)))
      .map(([, file]) => `^${quote(join(relative(folder, each.dir), file))}$`),
  )
  const own = `^${quote(relative(folder, dir))}/`
  return {
    name: `direction of ${name}`,
    comment: `${name} may import of ours: ${allowedFor(name).join(', ') || 'nothing'}`,
    severity: 'error',
    from: { path: `${own}src/` },
    to: { path: '^packages/', pathNot: [own, ...allowed] },
  }
}

const COMMON: readonly IForbiddenRuleType[] = [
  { name: 'circle', comment: 'a circle', severity: 'error', from: {}, to: { circular: true } },
  {
    name: 'jose',
    comment: 'only jwt-core may import jose',
    severity: 'error',
    from: { pathNot: '^packages/jwt-core/' },
    to: { path: ['(^|/)node_modules/jose/', '^jose(/|$)'] },
  },
  {
    name: 'node',
    comment: 'what is Node’s own stays in the files that are for Node',
    severity: 'error',
    from: { path: '^packages/[^/]+/src/', pathNot: NODE_ONLY },
    to: { dependencyTypes: ['core'], dependencyTypesNot: ['type-only', 'type-import'] },
  },
  {
    name: 'relative',
    comment: 'leaves the package',
    severity: 'error',
    from: { path: '^packages/([^/]+)/' },
    to: { pathNot: '^packages/$1/', dependencyTypes: ['local'] },
  },
]

/** Which packages one may import: what is installed with it, or, where it is built in, what is there to build it. */
function checkDeclared(
  { dir, manifest, name }: Package,
  imports: ReadonlySet<string>,
  declared: Readonly<Record<string, string>>,
): string[] {
  return [...imports]
    .map((specifier) => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/'))
    .filter((dependency) => dependency !== manifest.name && !Object.hasOwn(declared, dependency))
    .map(
      (dependency) =>
        `${name} imports ${dependency}, which is not among its dependencies (${relative(root, dir)})`,
    )
}

/** The dependencies of a package.json against the direction, or with another range than `workspace:^`. */
export function checkDependencies(name: string, manifest: Partial<Manifest>, scope: string): string[] {
  const problems: string[] = []
  for (const kind of [
    'dependencies',
    'peerDependencies',
    'optionalDependencies',
    'devDependencies',
  ] as const) {
    for (const [dependency, range] of Object.entries(manifest[kind] ?? {})) {
      const ours = dependency.startsWith(`${scope}/`)
      const target = dependency.slice(scope.length + 1)
      const allowed = allowedFor(name).some((pattern) => fits(pattern.split('/')[0] as string, target))
      if (ours && range !== 'workspace:^')
        problems.push(`${name}: ${kind} has ${dependency} at ${range}, not at workspace:^`)
      // Tests may use anything; what is installed with the package may not.
      if (kind === 'devDependencies') continue
      if (ours && !allowed) problems.push(`${name}: ${kind} may not name ${dependency}`)
      if (dependency === 'jose' && name !== 'jwt-core')
        problems.push(`${name}: only jwt-core depends on jose`)
    }
  }
  return problems
}

/** All that points the wrong way, or in a circle, in the workspace under `folder`. */
export async function checkArrows(folder: string = root): Promise<string[]> {
  const base = realpathSync(folder)
  const scope = readScope(base)
  const packages = readPublished(base)
  const sources = packages.map(({ dir }) => relative(base, join(dir, 'src')))
  const forbidden = [...COMMON, ...packages.map((each) => ruleFor(each, packages, scope, base))]
  const { output } = await cruise(
    sources,
    {
      baseDir: base,
      validate: true,
      ruleSet: { forbidden },
      // Imports for types alone count: a circle of types is one.
      tsPreCompilationDeps: true,
      doNotFollow: { path: 'node_modules' },
    },
    {
      conditionNames: [`${scope}/source`, 'node', 'import', 'types', 'default'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.js', '.cjs', '.mjs', '.d.ts'],
    },
    existsSync(join(base, 'tsconfig.base.json'))
      ? { tsConfig: extractTSConfig(join(base, 'tsconfig.base.json')) }
      : undefined,
  )
  const { modules, summary } = output as ICruiseResult
  const comments = new Map(forbidden.map(({ name, comment }) => [name, comment]))
  const wrong = summary.violations.map(({ from, to, rule, cycle }) => {
    const way = cycle === undefined ? to : cycle.map((step) => step.name).join(' -> ')
    return `${from} imports ${way}: ${comments.get(rule.name)}`
  })
  const declared = packages.flatMap((each) => {
    const own = `${relative(base, each.dir)}/src/`
    const foreignTo = (isOurs: (source: string) => boolean) =>
      new Set(
        modules
          .filter(({ source }) => source.startsWith(own) && isOurs(source))
          .flatMap(({ dependencies }) => dependencies)
          .filter(({ module, coreModule }) => !coreModule && !/^[.#]|^node:/.test(module))
          .map(({ module }) => module),
      )
    const { dependencies, peerDependencies, devDependencies } = each.manifest
    return [
      ...checkDependencies(each.name, each.manifest, scope),
      ...checkDeclared(
        each,
        foreignTo((source) => !BUILT_IN.test(source)),
        {
          ...dependencies,
          ...peerDependencies,
        },
      ),
      ...checkDeclared(
        each,
        foreignTo((source) => BUILT_IN.test(source)),
        { ...dependencies, ...devDependencies },
      ),
    ]
  })
  return [...new Set([...wrong, ...declared])]
}

if (isMain(import.meta.url)) report('arrows', await checkArrows())
