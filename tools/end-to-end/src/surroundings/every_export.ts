// What a user's files may export of our packages: a value of everything that an entry exports, read off its types.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

/** How a file loads the entries and exports its values. */
export type Style = 'import' | 'require'

/** A value to export: as an expression whose type is inferred, and that type as one may write it. */
interface Value {
  readonly type: string
  readonly expression: string
}

/** What of a name is read: a property has no type of its name, and what is within a type is no value. */
type Meaning = 'type' | 'value' | 'both'

/** A class to derive from. */
interface Base {
  readonly name: string
  readonly isAbstract: boolean
}

interface Entry {
  readonly entry: string
  /** Whether the module is one value, by `export =`. */
  readonly isWhole: boolean
}

export interface EveryExport {
  readonly entries: readonly Entry[]
  readonly values: readonly Value[]
  readonly bases: readonly Base[]
}

/** Statics and namespaces within namespaces: the drop-in has `jwt.taskrouter.util`. */
const DEPTH = 3

/** Reads all that the entries export, as they are installed in a folder, from their declarations. */
export function readEveryExport(
  folder: string,
  entries: readonly string[],
  types: readonly string[],
): EveryExport {
  const file = join(folder, 'every_entry.mts')
  const spaces = entries.map((entry, index) => `import * as E${index} from '${entry}'`)
  writeFileSync(file, `${spaces.join('\n')}\nexport {}\n`)
  const program = ts.createProgram([file], {
    module: ts.ModuleKind.Node16,
    moduleResolution: ts.ModuleResolutionKind.Node16,
    strict: true,
    types: [...types],
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
  })
  const checker = program.getTypeChecker()
  const source = program.getSourceFile(file) as ts.SourceFile
  const values: Value[] = []
  const bases: Base[] = []

  const typeOf = (symbol: ts.Symbol): ts.Type => checker.getTypeOfSymbolAtLocation(symbol, source)
  const isOurs = (symbol: ts.Symbol): boolean =>
    symbol.declarations?.some((each) => !program.isSourceFileDefaultLibrary(each.getSourceFile())) ?? false
  const isPublic = (declaration: ts.Declaration | undefined): boolean =>
    declaration === undefined ||
    !(ts.getCombinedModifierFlags(declaration) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected))
  const isPlain = (symbol: ts.Symbol): boolean =>
    /^[\p{L}$_][\p{L}\p{N}$]*$/u.test(symbol.name) && isOurs(symbol) && isPublic(symbol.valueDeclaration)

  function addMembers(name: string, type: ts.Type): void {
    values.push({ type: `(value: ${name}) => ${name}`, expression: `(value: ${name}) => value` })
    for (const signature of type.getCallSignatures().slice(0, 1))
      addCall(name, 'value', signature, `value: ${name}`)
    for (const { name: member } of checker.getPropertiesOfType(type).filter(isPlain))
      values.push({
        type: `(value: ${name}) => ${name}['${member}']`,
        expression: `(value: ${name}) => value.${member}`,
      })
  }

  /** What a call gives, whatever it is given. */
  function addCall(type: string, callee: string, signature: ts.Signature, before = ''): void {
    const [first] = signature.getDeclaration().parameters
    // Such a function is a method in waiting, which cannot be called by itself.
    if (first?.name.getText() === 'this') return
    const given = signature.getDeclaration().parameters.map(() => 'null as any')
    const head = `(${before}) =>`
    values.push({ type: `${head} ReturnType<${type}>`, expression: `${head} ${callee}(${given.join(', ')})` })
  }

  /** How many types a class or another type is to be given. */
  function argumentsOf(symbol: ts.Symbol): string {
    const [declaration] = (symbol.declarations ?? []).flatMap((each) =>
      ts.isClassDeclaration(each) || ts.isInterfaceDeclaration(each) || ts.isTypeAliasDeclaration(each)
        ? [each]
        : [],
    )
    const count = declaration?.typeParameters?.length ?? 0
    return count > 0 ? `<${Array(count).fill('any').join(', ')}>` : ''
  }

  function addType(name: string, symbol: ts.Symbol): void {
    addMembers(name + argumentsOf(symbol), checker.getDeclaredTypeOfSymbol(symbol))
  }

  function addValue(name: string, symbol: ts.Symbol, depth: number): void {
    const type = typeOf(symbol)
    values.push({ type: `typeof ${name}`, expression: name })
    for (const signature of type.getCallSignatures().slice(0, 1)) addCall(`typeof ${name}`, name, signature)
    for (const signature of type.getConstructSignatures().slice(0, 1)) {
      if (!isPublic(signature.declaration)) continue
      const isAbstract = Boolean(
        symbol.valueDeclaration &&
          ts.getCombinedModifierFlags(symbol.valueDeclaration) & ts.ModifierFlags.Abstract,
      )
      bases.push({ name: name + argumentsOf(symbol), isAbstract })
      const given = `(...given: ConstructorParameters<typeof ${name}>) =>`
      if (!isAbstract)
        values.push({
          type: `${given} InstanceType<typeof ${name}>`,
          expression: `${given} new ${name}(...given)`,
        })
    }
    if (depth > 0)
      for (const member of checker.getPropertiesOfType(type)) addSymbol(name, member, 'value', depth - 1)
  }

  function addSymbol(outer: string, exported: ts.Symbol, as: Meaning, depth: number): void {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported
    if (exported.name === 'prototype' || exported.name === 'default' || !isPlain(symbol)) return
    addNamed(`${outer}.${exported.name}`, exported, symbol, as, depth)
  }

  function addNamed(name: string, exported: ts.Symbol, symbol: ts.Symbol, as: Meaning, depth: number): void {
    const isTypeOnly = exported.declarations?.some(ts.isTypeOnlyImportOrExportDeclaration) ?? false
    if (as !== 'value' && symbol.flags & ts.SymbolFlags.Type) addType(name, symbol)
    if (as !== 'type' && !isTypeOnly && symbol.flags & ts.SymbolFlags.Value) addValue(name, symbol, depth)
    // Within a class or a constant of that name: types alone, since the values are its properties.
    if (as !== 'value' && depth > 0 && symbol.flags & ts.SymbolFlags.Namespace)
      for (const member of symbol.exports?.values() ?? []) addSymbol(name, member, 'type', depth - 1)
  }

  const equals: boolean[] = []
  source.statements.filter(ts.isImportDeclaration).forEach((statement, index) => {
    const module = checker.getSymbolAtLocation(statement.moduleSpecifier)
    if (module === undefined) throw new Error(`${entries[index]} has no types`)
    const whole = module.exports?.get(ts.InternalSymbolName.ExportEquals)
    equals.push(whole !== undefined)
    if (whole !== undefined) {
      const symbol = whole.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(whole) : whole
      addNamed(`E${index}`, whole, symbol, 'both', DEPTH)
    } else
      for (const exported of checker.getExportsOfModule(module))
        addSymbol(`E${index}`, exported, 'both', DEPTH)
  })
  return {
    entries: entries.map((entry, index) => ({ entry, isWhole: equals[index] as boolean })),
    values,
    bases,
  }
}

function load(style: Style, { entry, isWhole }: Entry, index: number): string {
  if (style === 'require') return `import E${index} = require('${entry}')`
  return `import ${isWhole ? '' : '* as '}E${index} from '${entry}'`
}

/**
 * A file that exports all of it: with the types left for the compiler to infer, so that it must be able to name each,
 * or \`written\`, as \`isolatedDeclarations\` asks.
 */
export function writeEveryExport(every: EveryExport, style: Style, written: boolean): string {
  const { entries, values, bases } = every
  const modifier = style === 'import' ? 'export ' : ''
  const names = [...values.map((_, index) => `v${index}`), ...bases.map((_, index) => `B${index}`)]
  return [
    ...entries.map((entry, index) => load(style, entry, index)),
    ...values.map(
      ({ type, expression }, index) =>
        `${modifier}const v${index}${written ? `: ${type}` : ''} = ${expression}`,
    ),
    ...bases.map(
      ({ name, isAbstract }, index) =>
        `${modifier}${isAbstract ? 'abstract ' : ''}class B${index} extends ${name} {}`,
    ),
    ...(style === 'require' ? [`export = { ${names.join(', ')} }`] : []),
    '',
  ].join('\n')
}
