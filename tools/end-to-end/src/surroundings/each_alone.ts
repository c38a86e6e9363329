// Each entry by itself, in a folder whose node_modules leads to that one package, as pnpm lays it out: nothing else that
// an application imports can lend its declarations a name.
import { mkdirSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { readEveryExport, writeEveryExport } from './every_export.ts'

const OPTIONS: ts.CompilerOptions = {
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  types: ['node'],
  strict: true,
  exactOptionalPropertyTypes: true,
  esModuleInterop: true,
  declaration: true,
  outDir: 'out',
}

/** Makes a folder for the package of an entry, with links to it and to what its types speak of, where there is none. */
export function linkAlone(modules: string, folder: string, packages: readonly string[]): void {
  for (const name of packages) {
    mkdirSync(dirname(join(folder, 'node_modules', name)), { recursive: true })
    symlinkSync(join(modules, name), join(folder, 'node_modules', name))
  }
}

/** Parsed once for all: the platform's types are most of the work. */
const parsed = new Map<string, ts.SourceFile | undefined>()

function createHost(files: ReadonlyMap<string, string>): ts.CompilerHost {
  const host = ts.createCompilerHost(OPTIONS)
  const { fileExists, getSourceFile } = host
  return {
    ...host,
    fileExists: (name) => files.has(name) || fileExists(name),
    getSourceFile(name, how, ...rest) {
      const text = files.get(name)
      if (text !== undefined) return ts.createSourceFile(name, text, how, true)
      const key = `${name} ${typeof how === 'object' ? how.impliedNodeFormat : ''}`
      if (!parsed.has(key)) parsed.set(key, getSourceFile(name, how, ...rest))
      return parsed.get(key)
    },
  }
}

/** Compiles one file; what it says, and the declarations that it wrote. */
function compile(name: string, text: string): readonly [problems: string[], declarations: string] {
  const program = ts.createProgram([name], OPTIONS, createHost(new Map([[name, text]])))
  let declarations = ''
  const { diagnostics } = program.emit(undefined, (path, written) => {
    if (/\.d\.[cm]ts$/.test(path)) declarations = written
  })
  const problems = [...ts.getPreEmitDiagnostics(program), ...diagnostics]
  const say = ({ file, start, messageText }: ts.Diagnostic): string => {
    const line = file && start !== undefined ? file.text.slice(start).split('\n', 1)[0] : ''
    return `${ts.flattenDiagnosticMessageText(messageText, ' ')} ${line}`
  }
  return [problems.map(say), declarations]
}

/** What hinders an application that exports everything of one entry from declaring it and reading that again. */
export function problemsOf(folder: string, entry: string, suffix: '.mts' | '.cts'): string[] {
  const every = readEveryExport(folder, [entry], ['node'])
  const [problems, declarations] = compile(
    join(folder, `app${suffix}`),
    writeEveryExport(every, 'import', false),
  )
  if (problems.length > 0) return problems
  return compile(join(folder, `read.d${suffix}`), declarations)[0]
}

/** The names of the values that an entry has by its types. */
export function valuesByType(folder: string, entry: string): string[] {
  const file = join(folder, 'values.mts')
  const host = createHost(new Map([[file, `import * as E from '${entry}'\nexport { E }\n`]]))
  const program = ts.createProgram([file], OPTIONS, host)
  const checker = program.getTypeChecker()
  const [statement] = (program.getSourceFile(file) as ts.SourceFile).statements
  const module = checker.getSymbolAtLocation((statement as ts.ImportDeclaration).moduleSpecifier)
  if (module === undefined) throw new Error(`${entry} has no types`)
  return checker
    .getExportsOfModule(module)
    .filter((each) => {
      const target = each.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(each) : each
      const isTypeOnly = each.declarations?.some(ts.isTypeOnlyImportOrExportDeclaration) ?? false
      return Boolean(target.flags & ts.SymbolFlags.Value) && !isTypeOnly
    })
    .map(({ name }) => name)
}
