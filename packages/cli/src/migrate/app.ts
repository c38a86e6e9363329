import { isRecord } from '@x/jwt-core'
import { Project, ts } from 'ts-morph'
import { GLOBAL_TYPES, TWILIO_TYPES } from './twilio_types.ts'

/** The sources of an app, with a type checker that knows the `jwt` namespace of the `twilio` package. */
export interface App {
  readonly files: readonly ts.SourceFile[]
  readonly checker: ts.TypeChecker
  /** The path of a file as the user knows it: relative to the folder. */
  readonly pathOf: (file: ts.SourceFile) => string
}

const ROOT = '/app/'
export const TWILIO_ROOT = '/node_modules/twilio/'

/** `paths` and `baseUrl` of the app's tsconfig.json, since imports may go through them. */
function aliases(tsconfig: string | undefined): ts.CompilerOptions {
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
  return { baseUrl: ROOT + baseUrl, paths: Object.fromEntries(paths) as ts.MapLike<string[]> }
}

/**
 * Loads sources, by path relative to the app's folder. Nothing is read from the disk: of other packages the checker
 * knows nothing, and calls all they give `any`.
 */
export function createApp(sources: ReadonlyMap<string, string>, tsconfig?: string): App {
  const project = new Project({
    useInMemoryFileSystem: true,
    compilerOptions: {
      allowJs: true,
      strict: true,
      target: ts.ScriptTarget.ES2022,
      lib: ['lib.es2022.d.ts'],
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      moduleDetection: ts.ModuleDetectionKind.Force,
      esModuleInterop: true,
      jsx: ts.JsxEmit.Preserve,
      types: [],
      ...aliases(tsconfig),
    },
  })
  for (const [path, text] of Object.entries(TWILIO_TYPES)) project.createSourceFile(TWILIO_ROOT + path, text)
  project.createSourceFile('/globals.d.ts', GLOBAL_TYPES)
  const paths = new Map<string, string>()
  for (const [path, text] of sources)
    paths.set(project.createSourceFile(ROOT + path, text).getFilePath(), path)
  const program = project.getProgram().compilerObject
  const files = program.getSourceFiles().filter((file) => paths.has(file.fileName))
  return {
    files,
    checker: program.getTypeChecker(),
    pathOf: (file) => paths.get(file.fileName) as string,
  }
}

/** Tells whether a text is a program, whatever its types. */
export function hasSyntaxErrors(path: string, text: string): boolean {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, false)
  // What the parser found is not in the public declaration.
  return (file as unknown as { parseDiagnostics: readonly unknown[] }).parseDiagnostics.length > 0
}
