import { ts } from 'ts-morph'
import type { App } from './app.ts'
import type { Edit } from './edits.ts'
import { removeElements, removeStatements } from './edits_of_lines.ts'
import { entityOf, entityOfName, isTwilioPath } from './entity.ts'
import { type Family, familyOf, type Native, nativeOf } from './native.ts'
import { loadedModule } from './origin.ts'
import type { Scan, Use } from './scan.ts'
import { innermost, isInside, walk } from './syntax.ts'

/** A name in the file for `twilio`, a part of it or a class of it. */
interface Binding {
  readonly name: ts.Identifier
  /** What goes when the name goes: a specifier, an element of a pattern or a declaration. */
  readonly owner: ts.Node
  /** The class that it names, if it is one and not `twilio` or a part of it. */
  readonly className: string | undefined
}

/** A native class under the name that it has in the file. */
interface Wanted {
  readonly native: Native
  readonly local: string
  isType: boolean
}

/** What the imports of a file become. */
export interface ImportChange {
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
  const added = writeImports(file, [...wanted.values()], statements)
  return {
    edits: [...edits, ...added],
    packages: [...new Set([...wanted.values()].map(({ native }) => native.package))],
  }
}

function bindingsOf(file: ts.SourceFile, { checker }: App): Binding[] {
  const bindings: Binding[] = []
  function add(name: ts.Node | undefined, owner: ts.Node): void {
    if (name === undefined || !ts.isIdentifier(name)) return
    const entity = entityOfName(name, checker)
    if (entity === undefined || entity.kind === 'instance') return
    const isWhole = entity.kind === 'module' || entity.kind === 'namespace'
    bindings.push({ name, owner, className: isWhole ? undefined : entity.name })
  }
  walk(file, (node) => {
    if (ts.isImportClause(node) && ts.isStringLiteral(node.parent.moduleSpecifier)) {
      if (!isTwilioPath(node.parent.moduleSpecifier.text)) return false
      add(node.name, node)
    } else if (ts.isImportSpecifier(node) || ts.isNamespaceImport(node)) add(node.name, node)
    else if (ts.isImportEqualsDeclaration(node)) add(node.name, node)
    else if (ts.isVariableDeclaration(node) && node.initializer !== undefined) {
      if (ts.isIdentifier(node.name)) add(node.name, node)
      else if (entityOf(node.initializer, checker) !== undefined) addPattern(node.name)
    }
    return
  })
  function addPattern(pattern: ts.BindingPattern): void {
    for (const element of pattern.elements) {
      if (!ts.isBindingElement(element)) continue
      if (ts.isIdentifier(element.name)) add(element.name, element)
      else addPattern(element.name)
    }
  }
  return bindings
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
    const local = own ?? freeName(file, native.name, names, checker)
    wanted.set(name, { native, local, isType: isType || native.isType === true })
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

/** The names that nothing uses once the classes are native: found again until no more of them turn up. */
function goneBindings(
  bindings: readonly Binding[],
  uses: readonly Use[],
  removed: readonly Edit[],
  file: ts.SourceFile,
  { checker }: App,
): Set<Binding> {
  const gone = new Set<Binding>()
  const references = new Map<Binding, ts.Identifier[]>(bindings.map((binding) => [binding, []]))
  const byDeclaration = new Map(bindings.map((binding) => [binding.name.parent as ts.Node, binding]))
  walk(file, (node) => {
    if (!ts.isIdentifier(node)) return
    const symbol = ts.isShorthandPropertyAssignment(node.parent)
      ? checker.getShorthandAssignmentValueSymbol(node.parent)
      : ts.isExportSpecifier(node.parent)
        ? checker.getExportSpecifierLocalTargetSymbol(node.parent)
        : checker.getSymbolAtLocation(node)
    for (const declaration of symbol?.declarations ?? []) {
      const binding = byDeclaration.get(declaration)
      if (binding !== undefined && binding.name !== node) references.get(binding)?.push(node)
    }
  })
  const isConsumed = (node: ts.Identifier) =>
    uses.some((use) => isInside(node, use.node)) ||
    removed.some(({ start, end, text }) => text === '' && node.getStart() >= start && node.end <= end) ||
    [...gone].some(({ owner }) => isInside(node, holderOf(owner, gone)))
  for (let before = -1; before !== gone.size; ) {
    before = gone.size
    for (const [binding, nodes] of references)
      if (!gone.has(binding) && nodes.length > 0 && nodes.every(isConsumed)) gone.add(binding)
  }
  return gone
}

/** What goes with a name: its owner, or the declaration around it where all its names go. */
function holderOf(owner: ts.Node, gone: ReadonlySet<Binding>): ts.Node {
  let holder = owner
  const isGone = (element: ts.Node): boolean =>
    [...gone].some((binding) => binding.owner === element) ||
    (ts.isBindingElement(element) && !ts.isIdentifier(element.name) && element.name.elements.every(isGone))
  while (ts.isBindingElement(holder) && holder.parent.elements.every(isGone)) holder = holder.parent.parent
  return holder
}

/** Removes names from imports and declarations, and those that are left empty; says which statements went. */
function removeBindings(gone: ReadonlySet<Binding>, edits: Edit[]): Set<ts.Node> {
  const owners = new Set<ts.Node>([...gone].map(({ owner }) => owner))
  const statements = new Set<ts.Node>()
  const patterns = new Set<ts.BindingPattern>()
  const lists = new Set<ts.VariableDeclarationList>()
  const clauses = new Set<ts.ImportClause>()
  for (const owner of [...owners]) {
    if (ts.isBindingElement(owner)) patterns.add(owner.parent)
    else if (ts.isVariableDeclaration(owner)) lists.add(owner.parent as ts.VariableDeclarationList)
    else if (ts.isImportEqualsDeclaration(owner)) statements.add(owner)
    else clauses.add(ts.findAncestor(owner, ts.isImportClause) as ts.ImportClause)
  }
  // A pattern left without elements takes the element or declaration that holds it along.
  const kept: ts.BindingPattern[] = []
  for (const pattern of patterns) {
    if (!pattern.elements.every((element) => owners.has(element))) {
      kept.push(pattern)
      continue
    }
    owners.add(pattern.parent)
    if (ts.isBindingElement(pattern.parent)) patterns.add(pattern.parent.parent)
    else lists.add(pattern.parent.parent as ts.VariableDeclarationList)
  }
  for (const pattern of new Set(kept))
    if (!pattern.elements.every((element) => owners.has(element)))
      edits.push(...removeElements([...pattern.elements], owners))
  for (const list of lists) {
    if (list.declarations.every((declaration) => owners.has(declaration))) statements.add(list.parent)
    else edits.push(...removeElements([...list.declarations], owners))
  }
  for (const clause of clauses) edits.push(...removeFromClause(clause, owners, statements))
  return statements
}

function removeFromClause(
  clause: ts.ImportClause,
  owners: ReadonlySet<ts.Node>,
  statements: Set<ts.Node>,
): Edit[] {
  const { name, namedBindings } = clause
  const keepsName = name !== undefined && !owners.has(clause)
  const elements =
    namedBindings === undefined
      ? []
      : ts.isNamedImports(namedBindings)
        ? [...namedBindings.elements]
        : [namedBindings]
  const keepsSome = elements.some((element) => !owners.has(element))
  if (!keepsName && !keepsSome) {
    statements.add(clause.parent)
    return []
  }
  if (!keepsSome && name !== undefined)
    return namedBindings === undefined ? [] : [{ start: name.end, end: namedBindings.end, text: '' }]
  const edits = removeElements(elements, owners)
  if (name !== undefined && !keepsName && namedBindings !== undefined)
    edits.push({ start: name.getStart(), end: namedBindings.getStart(), text: '' })
  return edits
}

/** How a file writes its imports. */
interface ImportStyle {
  readonly isModule: boolean
  readonly keyword: string
  readonly quote: string
  readonly semicolon: string
}

function isTwilioLoad(statement: ts.Statement): boolean {
  if (ts.isImportDeclaration(statement))
    return ts.isStringLiteral(statement.moduleSpecifier) && isTwilioPath(statement.moduleSpecifier.text)
  if (ts.isImportEqualsDeclaration(statement) && ts.isExternalModuleReference(statement.moduleReference)) {
    const { expression } = statement.moduleReference
    return ts.isStringLiteralLike(expression) && isTwilioPath(expression.text)
  }
  if (!ts.isVariableStatement(statement)) return false
  return statement.declarationList.declarations.some(({ initializer }) => {
    let load = initializer && innermost(initializer)
    while (load !== undefined && (ts.isPropertyAccessExpression(load) || ts.isAwaitExpression(load)))
      load = innermost(load.expression)
    const path = load && loadedModule(load)
    return path !== undefined && isTwilioPath(path)
  })
}

function styleOf(file: ts.SourceFile, anchor: ts.Statement | undefined): ImportStyle {
  const { text } = file
  const hasImports = file.statements.some(
    (statement) =>
      ts.isImportDeclaration(statement) ||
      ts.isImportEqualsDeclaration(statement) ||
      ts.isExportDeclaration(statement) ||
      ts.isExportAssignment(statement) ||
      (ts.canHaveModifiers(statement) &&
        ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true),
  )
  const isRequire =
    anchor !== undefined && ts.isVariableStatement(anchor) && /\brequire\s*\(/.test(anchor.getText())
  const sample = anchor?.getText() ?? text
  const singles = sample.split("'").length
  const sampleEnds =
    anchor === undefined
      ? file.statements.filter((statement) => statement.getText().endsWith(';')).length > 0
      : sample.endsWith(';')
  return {
    isModule:
      !isRequire &&
      (hasImports ||
        /\.m[jt]s$/.test(file.fileName) ||
        (anchor !== undefined && !ts.isVariableStatement(anchor))),
    keyword:
      anchor !== undefined && ts.isVariableStatement(anchor)
        ? (/^(var|let|const)\b/.exec(anchor.getText())?.[0] ?? 'const')
        : 'const',
    quote: singles >= sample.split('"').length ? "'" : '"',
    semicolon: sampleEnds ? ';' : '',
  }
}

function writeImport(from: string, names: readonly Wanted[], style: ImportStyle): string {
  const { quote, semicolon } = style
  const sorted = [...names].sort((a, b) => (a.native.name < b.native.name ? -1 : 1))
  if (!style.isModule) {
    const list = sorted.map(({ native: { name }, local }) => (name === local ? name : `${name}: ${local}`))
    return `${style.keyword} { ${list.join(', ')} } = require(${quote}${from}${quote})${semicolon}`
  }
  const allTypes = sorted.every(({ isType }) => isType)
  const list = sorted.map(({ native: { name }, local, isType }) => {
    const written = name === local ? name : `${name} as ${local}`
    return isType && !allTypes ? `type ${written}` : written
  })
  return `import ${allTypes ? 'type ' : ''}{ ${list.join(', ')} } from ${quote}${from}${quote}${semicolon}`
}

/** Writes the native imports where the import of `twilio` stands, and removes what is not needed. */
function writeImports(
  file: ts.SourceFile,
  wanted: readonly Wanted[],
  statements: ReadonlySet<ts.Node>,
): Edit[] {
  const anchor = file.statements.find(isTwilioLoad)
  const style = styleOf(file, anchor)
  const newline = file.text.includes('\r\n') ? '\r\n' : '\n'
  const packages = [...new Set(wanted.map(({ native }) => native.package))].sort()
  const lines = packages.map((from) =>
    writeImport(
      from,
      wanted.filter(({ native }) => native.package === from),
      style,
    ),
  )
  const edits: Edit[] = []
  edits.push(...removeStatements([...statements].filter((other) => other !== anchor || lines.length === 0)))
  if (lines.length === 0) return edits
  const text = lines.join(newline)
  if (anchor !== undefined && statements.has(anchor))
    edits.push({ start: anchor.getStart(), end: anchor.end, text })
  else if (anchor !== undefined) edits.push({ start: anchor.end, end: anchor.end, text: newline + text })
  else {
    const at = topOf(file)
    edits.push({ start: at, end: at, text: `${text}${newline}${newline}` })
  }
  return edits
}

/** Where the first import of a file goes: above the first statement and the comment that is right above it. */
function topOf({ statements, text, end }: ts.SourceFile): number {
  const first = statements.find(
    (statement) => !ts.isExpressionStatement(statement) || !ts.isStringLiteral(statement.expression),
  )
  if (first === undefined) return end
  const comment = ts.getLeadingCommentRanges(text, first.pos)?.at(-1)
  const isAttached = comment !== undefined && !/\n[ \t]*\r?\n/.test(text.slice(comment.end, first.getStart()))
  return isAttached ? comment.pos : first.getStart()
}
