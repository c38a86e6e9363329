import { isRecord } from '@x/jwt-core/token'
import { Project, ts } from 'ts-morph'
import { DROP_IN_NAMES } from '../drop_in/drop_in.ts'
import { globalTypes, TWILIO_ROOT, TWILIO_TYPES } from '../twilio/twilio_types.ts'
import { type Manifest, manifestOf } from './manifests.ts'
import type { Sources } from './sources.ts'
import { TwilioNames } from './twilio_names.ts'

/** The sources of an app, with a type checker that knows the `jwt` namespace of the `twilio` package. */
export interface App {
  /** By which names it loads `twilio`. */
  readonly twilio: TwilioNames
  readonly files: readonly ts.SourceFile[]
  readonly checker: ts.TypeChecker
  /** Whether the types of the app say where a value may be nothing: its own compiler looks at it. */
  readonly saysNothing: boolean
  /** The path of a file as the user knows it: relative to the folder. */
  readonly pathOf: (file: ts.SourceFile) => string
  /** The package.json that holds for a file. */
  readonly manifestFor: (file: ts.SourceFile) => Manifest | undefined
  /** Tells whether what a file loads is a package from elsewhere, not a folder of the app under another name. */
  readonly isForeign: (file: ts.SourceFile, module: string) => boolean
  /** Tells whether a file is an ES module when it runs. */
  readonly isModule: (file: ts.SourceFile) => boolean
  /** Tells whether a file loads another, itself or through others. */
  readonly reaches: (from: ts.SourceFile, to: ts.SourceFile) => boolean
}

/** The folder of the app as the checker knows it. */
export const ROOT = '/app/'

/** How strict an app may ask the compiler to be. */
const STRICTNESS = [
  ...[
    'strict',
    'exactOptionalPropertyTypes',
    'noImplicitAny',
    'strictNullChecks',
    'noUncheckedIndexedAccess',
  ],
  ...['noUnusedLocals', 'noUnusedParameters', 'strictPropertyInitialization', 'noImplicitReturns'],
] as const

/** `paths` and `baseUrl` of the app's tsconfig.json, since imports may go through them, and how strict it is. */
function appOptions(tsconfig: string | undefined): ts.CompilerOptions {
  if (tsconfig === undefined) return {}
  const { config } = ts.parseConfigFileTextToJson('tsconfig.json', tsconfig)
  const options: unknown = isRecord(config) ? config.compilerOptions : undefined
  if (!isRecord(options)) return {}
  const baseUrl = typeof options.baseUrl === 'string' ? options.baseUrl : '.'
  const paths = isRecord(options.paths)
    ? Object.entries(options.paths).filter(
        ([, to]) => Array.isArray(to) && to.every((path) => typeof path === 'string'),
      )
    : []
  const strictness = STRICTNESS.filter((name) => typeof options[name] === 'boolean').map((name) => [
    name,
    options[name],
  ])
  return {
    ...Object.fromEntries(strictness),
    baseUrl: ROOT + baseUrl,
    paths: Object.fromEntries(paths) as ts.MapLike<string[]>,
  }
}

/** Paths for `twilio` as Deno names it, `npm:twilio@5`, and as package.json may call it. */
function withTwilio(
  options: ts.CompilerOptions,
  { files, manifests }: Pick<Sources, 'files' | 'manifests'>,
): ts.CompilerOptions {
  const paths: ts.MapLike<string[]> = { ...options.paths }
  const dropIn = DROP_IN_NAMES.flatMap((name) => [name, `npm:${name}`])
  for (const alias of [...new TwilioNames(manifests.values()).aliases, ...dropIn]) {
    paths[alias] = [`${TWILIO_ROOT}index.d.ts`]
    paths[`${alias}/*`] = [`${TWILIO_ROOT}*`]
  }
  for (const text of files.values())
    for (const [, name = ''] of text.matchAll(/['"](npm:[^'"\n]+)['"]/g)) {
      const [root = '', file = ''] = name
        .slice('npm:'.length)
        .replace(/(?<=\w)@[^/]*/, '')
        .split(/(?=\/lib(?:\/|$))/)
      if (root === 'twilio' || DROP_IN_NAMES.includes(root))
        paths[name] = [TWILIO_ROOT + (file === '' ? 'index.d.ts' : file.slice(1))]
    }
  return { ...options, paths }
}

/** How the compiler reads an app: as a bundler does, and as strictly as the app's own tsconfig.json says. */
export function compilerOptions({
  files,
  manifests,
  tsconfig,
}: Pick<Sources, 'files' | 'manifests' | 'tsconfig'>): ts.CompilerOptions {
  return withTwilio(
    {
      allowJs: true,
      target: ts.ScriptTarget.ES2022,
      lib: ['lib.es2022.d.ts'],
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      moduleDetection: ts.ModuleDetectionKind.Force,
      esModuleInterop: true,
      jsx: ts.JsxEmit.Preserve,
      experimentalDecorators: true,
      types: [],
      ...appOptions(tsconfig),
    },
    { files, manifests },
  )
}

/**
 * Loads sources, by path relative to the app's folder. Nothing is read from the disk: of other packages the checker
 * knows nothing, and calls all they give `any`.
 */
export function createApp({ files: sources, manifests, graph, tsconfig }: Sources): App {
  const options = compilerOptions({ files: sources, manifests, tsconfig })
  const project = new Project({
    useInMemoryFileSystem: true,
    // Whatever the app says of itself: a value that may be nothing is to be seen.
    compilerOptions: { ...options, strict: true, strictNullChecks: true },
  })
  for (const [path, text] of Object.entries(TWILIO_TYPES)) project.createSourceFile(TWILIO_ROOT + path, text)
  const twilio = new TwilioNames(manifests.values())
  project.createSourceFile('/globals.d.ts', globalTypes(twilio))
  const paths = new Map<string, string>()
  for (const [path, text] of sources)
    paths.set(project.createSourceFile(ROOT + path, text).getFilePath(), path)
  const program = project.getProgram().compilerObject
  const files = program.getSourceFiles().filter((file) => paths.has(file.fileName))
  const pathOf = (file: ts.SourceFile) => paths.get(file.fileName) as string
  const manifestFor = (file: ts.SourceFile) => manifestOf(manifests, pathOf(file))
  const own = new Set([...manifests.values()].map(({ name }) => name))
  return {
    twilio,
    files,
    checker: program.getTypeChecker(),
    saysNothing: options.strictNullChecks ?? options.strict ?? false,
    pathOf,
    manifestFor,
    isForeign: (file, module) => isForeign(module, manifestFor(file), own),
    isModule: (file) => isModule(file, pathOf(file), manifestFor(file)),
    reaches: (from, to) => graph.reaches(pathOf(from), pathOf(to)),
  }
}

/** Tells whether a text is a program, whatever its types. */
export function hasSyntaxErrors(path: string, text: string): boolean {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, false)
  // What the parser found is not in the public declaration.
  return (file as unknown as { parseDiagnostics: readonly unknown[] }).parseDiagnostics.length > 0
}

function isForeign(
  module: string,
  manifest: Manifest | undefined,
  own: ReadonlySet<string | undefined>,
): boolean {
  if (module.startsWith('node:')) return true
  const name = /^(?:@[^/]+\/)?[^/]+/.exec(module)?.[0] ?? module
  return !own.has(name) && manifest !== undefined && Object.hasOwn(manifest.dependencies, name)
}

function isModule(file: ts.SourceFile, path: string, manifest: Manifest | undefined): boolean {
  if (/\.m[jt]sx?$/.test(path)) return true
  if (/\.c[jt]sx?$/.test(path)) return false
  const hasSyntax = file.statements.some(
    (statement) => ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement),
  )
  return hasSyntax && manifest?.isModule === true
}
