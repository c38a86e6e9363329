import { ts } from 'ts-morph'
import type { App } from '../app/app.ts'
import { walk } from '../code/syntax.ts'
import type { Scan, Use } from '../scan/findings.ts'
import { familyOf, nativeOf } from '../twilio/classes.ts'
import { loadedModule } from '../twilio/origin.ts'
import type { Family, Native } from '../twilio/twilio_class.ts'
import { type Binding, bindingsOf, goneBindings } from './bindings.ts'
import type { Edit } from './edits.ts'
import { type Wanted, writeImports } from './import_lines.ts'
import { removeBindings } from './removed_bindings.ts'

/** `npm:twilio@5`, as Deno has it. */
const NAMED_WITH_VERSION = /(?:from|import)[\s(]*['"]npm:twilio\b/

/** What the imports of a file become. */
interface ImportChange {
  readonly edits: Edit[]
  readonly packages: readonly string[]
}

/** Replaces the classes of `twilio` by native ones, their imports too, and removes the names nothing uses then. */
export function changeImports(
  scan: Scan,
  families: ReadonlySet<Family>,
  removed: readonly Edit[],
  app: App,
): ImportChange {
  const { file } = scan
  const uses = scan.uses.filter(({ name }) => families.has(familyOf(name)))
  const bindings = bindingsOf(file, app)
  const wanted = chooseNames(file, uses, bindings, app.checker)
  const edits: Edit[] = []
  for (const { node, name, isAlias } of uses) {
    const local = wanted.get(name)?.local
    if (!isAlias && local !== undefined && node.getText() !== local)
      edits.push({ start: node.getStart(), end: node.end, text: local })
  }
  const gone = goneBindings(bindings, uses, removed, file, app)
  const statements = removeBindings(gone, edits)
  const added = writeImports(
    file,
    [...wanted.values()].filter(({ isPresent }) => !isPresent),
    statements,
    app,
  )
  return {
    edits: [...edits, ...added],
    // What an import names with its version needs no package.json.
    packages: NAMED_WITH_VERSION.test(file.text)
      ? []
      : [...new Set([...wanted.values()].map(({ native }) => native.package))],
  }
}

/** The name of each native class in the file: the user's own, where the user gave one. */
function chooseNames(
  file: ts.SourceFile,
  uses: readonly Use[],
  bindings: readonly Binding[],
  checker: ts.TypeChecker,
): Map<string, Wanted> {
  const wanted = new Map<string, Wanted>()
  for (const { name, isType, isAlias } of uses) {
    const native = nativeOf(name)
    if (native === undefined || isAlias) continue
    const known = wanted.get(name)
    if (known !== undefined) {
      known.isType &&= isType
      continue
    }
    const names = bindings.filter((binding) => binding.className === name)
    const own = names.find((binding) => binding.name.text !== name && isTopLevel(binding.owner))?.name.text
    const present = importedName(file, native)
    const local = present ?? own ?? freeName(file, native.name, names, checker)
    const isPresent = present !== undefined
    wanted.set(name, { native, local, isPresent, isType: isType || native.isType === true })
  }
  return wanted
}

function isTopLevel(owner: ts.Node): boolean {
  const statement = ts.findAncestor(owner, (node) => ts.isSourceFile(node.parent))
  return (
    statement !== undefined &&
    (ts.isVariableStatement(statement) ||
      ts.isImportDeclaration(statement) ||
      ts.isImportEqualsDeclaration(statement))
  )
}

/** The native name, or another where the file has something else of that name. */
function freeName(
  file: ts.SourceFile,
  name: string,
  bindings: readonly Binding[],
  checker: ts.TypeChecker,
): string {
  let isTaken = false
  walk(file, (node) => {
    if (!ts.isIdentifier(node) || node.text !== name) return
    if (ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) return
    if (ts.isQualifiedName(node.parent) && node.parent.right === node) return
    if (ts.isBindingElement(node.parent) && node.parent.propertyName === node) return
    if (ts.isImportSpecifier(node.parent) && node.parent.propertyName === node) return
    const declarations = checker.getSymbolAtLocation(node)?.declarations ?? []
    if (
      !bindings.some(({ name: own }) => own === node || declarations.includes(own.parent as ts.Declaration))
    )
      isTaken = true
  })
  return isTaken ? freeName(file, `Twilio${name[0]?.toUpperCase()}${name.slice(1)}`, [], checker) : name
}

/** The name of a native class that the file has already, such as after a part of it was moved by hand. */
function importedName(file: ts.SourceFile, native: Native): string | undefined {
  for (const statement of file.statements) {
    if (ts.isImportDeclaration(statement)) {
      const { importClause, moduleSpecifier } = statement
      const named = importClause?.isTypeOnly === true ? undefined : importClause?.namedBindings
      if (
        named === undefined ||
        !ts.isNamedImports(named) ||
        moduleSpecifier.getText().slice(1, -1) !== native.package
      )
        continue
      const found = named.elements.find(
        ({ name, propertyName }) => (propertyName ?? name).text === native.name,
      )
      if (found !== undefined && !found.isTypeOnly) return found.name.text
    } else if (ts.isVariableStatement(statement))
      for (const { name, initializer } of statement.declarationList.declarations) {
        if (
          initializer === undefined ||
          loadedModule(initializer) !== native.package ||
          !ts.isObjectBindingPattern(name)
        )
          continue
        const found = name.elements.find(
          (element) => (element.propertyName ?? element.name).getText() === native.name,
        )
        if (found !== undefined && ts.isIdentifier(found.name)) return found.name.text
      }
  }
  return undefined
}
