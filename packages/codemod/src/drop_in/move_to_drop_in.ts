import { ts } from 'ts-morph'
import { type App, createApp, hasSyntaxErrors } from '../app/app.ts'
import type { Sources } from '../app/sources.ts'
import { TwilioNames } from '../app/twilio_names.ts'
import { ChangeChecker } from '../check/check_changes.ts'
import { innermost, outermost, walk } from '../code/syntax.ts'
import { applyEdits, type Edit } from '../edit/edits.ts'
import { removeElements } from '../edit/edits_of_lines.ts'
import type { ChangedFile, Migration, Remark } from '../migration.ts'
import { namedPackages } from '../output/named_packages.ts'
import { DROP_IN, dropInFor, type Load } from './drop_in.ts'

/** What one file becomes, and what of it stays. */
interface FileMove {
  readonly edits: Edit[]
  readonly reasons: { readonly node: ts.Node; readonly message: string }[]
}

/** Moves the `jwt` of an app from `twilio` to the drop-in: its imports change, and are split where they bring more. */
export function moveToDropIn(sources: Sources): Migration {
  const twilio = new TwilioNames(sources.manifests.values())
  const unreadable = [...sources.files]
    .filter(([path, text]) => twilio.areIn(text) && hasSyntaxErrors(path, text))
    .map(([path]) => path)
  const files = new Map([...sources.files].filter(([path]) => !unreadable.includes(path)))
  const app = createApp({ ...sources, files })
  const left: Remark[] = unreadable.map((path) => ({ path, line: 1, message: 'it has syntax errors' }))
  const changed: ChangedFile[] = []
  for (const file of app.files) {
    const path = app.pathOf(file)
    const before = files.get(path) as string
    const { edits, reasons } = moveFile(file, app)
    for (const { node, message } of reasons)
      left.push({ path, line: file.getLineAndCharacterOfPosition(node.getStart()).line + 1, message })
    if (edits.length === 0) continue
    const mark = before.startsWith('\uFEFF') && !file.text.startsWith('\uFEFF') ? '\uFEFF' : ''
    changed.push({ path, before, after: mark + applyEdits(file.text, edits) })
  }
  const broken = new ChangeChecker({ ...sources, files }).check(
    new Map(changed.map(({ path, after }) => [path, after])),
  )
  for (const [path, message] of broken) left.push({ path, line: 1, message })
  const good = changed.filter(({ path }) => !broken.has(path)).sort((a, b) => (a.path < b.path ? -1 : 1))
  const after = new Map([...sources.files, ...good.map(({ path, after }) => [path, after] as const)])
  return {
    changed: good,
    left,
    notes: [],
    // What an import names with `npm:` needs no package.json.
    packages: new Map(
      good
        .filter(({ after }) => after.split(`npm:${DROP_IN}`).join('').includes(DROP_IN))
        .map(({ path }) => [path, [DROP_IN]]),
    ),
    named: namedPackages(after, sources.manifests),
  }
}

function moveFile(file: ts.SourceFile, app: App): FileMove {
  const move: FileMove = { edits: [], reasons: [] }
  for (const load of loadsOf(file, app)) {
    const target = dropInFor(load.specifier.text, app.manifestFor(file))
    const uses = usesOf(load, file, app)
    if (uses === undefined) {
      if (mayHaveTokens(file))
        move.reasons.push({
          node: load.specifier,
          message: 'what is loaded here goes where it cannot be followed',
        })
      continue
    }
    if (uses.tokens.length === 0) continue
    if ('reason' in target) move.reasons.push({ node: load.specifier, message: target.reason })
    else if (uses.others === 0) move.edits.push(rename(load.specifier, target.module))
    else if (load.statement === undefined)
      move.reasons.push({
        node: load.specifier,
        message: 'more than jwt is taken of what is loaded here: load it twice',
      })
    else split(load.statement, uses, target.module)
  }
  const global = usesOfGlobal(file, app)
  if (global.length > 0) {
    const name = freeName(file)
    const target = dropInFor('twilio', app.manifestFor(file))
    const module = 'module' in target ? target.module : DROP_IN
    const line = `const { ${written(name)} } = require('${module}')`
    for (const node of global) move.edits.push({ start: node.getStart(), end: node.end, text: name })
    const first = file.statements.find(
      (statement) => !ts.isExpressionStatement(statement) || !ts.isStringLiteral(statement.expression),
    )
    const at = first?.getStart() ?? 0
    const semicolon = file.text.includes(';') ? ';' : ''
    move.edits.push({
      start: at,
      end: at,
      text: `${line}${semicolon}${lineEnd(file)}${lineEnd(file)}`,
    })
  }
  return move

  function split(statement: ts.Statement, uses: LoadUses, module: string): void {
    const isImport = ts.isImportDeclaration(statement)
    const own = uses.tokens.filter(({ kind }) => kind === 'element').map(({ node }) => node)
    // `{ Twilio, jwt }`: the element moves as it is. `twilio.jwt`: it gets a name.
    const name = own.length > 0 ? (localName(own[0] as ts.Node) ?? freeName(file)) : freeName(file)
    const list = own.length > 0 ? own.map((element) => element.getText()).join(', ') : written(name, isImport)
    const quote = statement.getText().includes('"') ? '"' : "'"
    const semicolon = statement.getText().endsWith(';') ? ';' : ''
    const isTypeOnly = isImport && statement.importClause?.isTypeOnly === true
    const isRequire = !isImport && !ts.isImportEqualsDeclaration(statement)
    const keyword = /^(?:export\s+)?(const|let|var)\b/.exec(statement.getText())?.[1] ?? 'const'
    const target = `${quote}${module}${quote}`
    const isDynamic = /\bimport\s*\(/.test(statement.getText())
    const line = isRequire
      ? `${keyword} { ${list} } = ${isDynamic ? `await import(${target})` : `require(${target})`}${semicolon}`
      : `import ${isTypeOnly ? 'type ' : ''}{ ${list} } from ${quote}${module}${quote}${semicolon}`
    for (const pattern of new Set(own.map(({ parent }) => parent)))
      if (ts.isNamedImports(pattern) || ts.isObjectBindingPattern(pattern)) {
        if (pattern.elements.every((element) => own.includes(element)) && ts.isNamedImports(pattern)) {
          // `import twilio, { jwt } from …` keeps its default.
          const clause = pattern.parent
          if (clause.name !== undefined)
            move.edits.push({ start: clause.name.end, end: pattern.end, text: '' })
        } else move.edits.push(...removeElements([...pattern.elements], new Set(own)))
      }
    for (const { kind, node } of uses.tokens) {
      const text = kind === 'path' ? name : name === 'jwt' ? '{ jwt }' : `{ jwt: ${name} }`
      if (kind === 'path' || kind === 'whole')
        move.edits.push({ start: node.getStart(), end: node.end, text })
    }
    move.edits.push({
      start: statement.end,
      end: statement.end,
      text: `${lineEnd(file)}${indentOf(statement)}${line}`,
    })
  }
}

function rename(specifier: ts.StringLiteralLike, module: string): Edit {
  const text = specifier.getText()
  return { start: specifier.getStart(), end: specifier.end, text: `${text[0]}${module}${text.at(-1)}` }
}

function lineEnd(file: ts.SourceFile): string {
  return file.text.includes('\r\n') ? '\r\n' : '\n'
}

function indentOf(statement: ts.Statement): string {
  const { text } = statement.getSourceFile()
  return /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', statement.getStart() - 1) + 1))?.[0] ?? ''
}

/** The name that an element of an import or a pattern gives, if it is a name. */
function localName(element: ts.Node): string | undefined {
  if (ts.isImportSpecifier(element)) return element.name.text
  return ts.isBindingElement(element) && ts.isIdentifier(element.name) ? element.name.text : undefined
}

/** `jwt`, or `jwt` under another name. */
function written(name: string, isImport = false): string {
  if (name === 'jwt') return name
  return isImport ? `jwt as ${name}` : `jwt: ${name}`
}

/** `jwt`, or another name where the file has something of that name. */
function freeName(file: ts.SourceFile): string {
  let isTaken = false
  walk(file, (node) => {
    if (!ts.isIdentifier(node) || node.text !== 'jwt') return
    const { parent } = node
    const isMember =
      (ts.isPropertyAccessExpression(parent) && parent.name === node) ||
      (ts.isQualifiedName(parent) && parent.right === node) ||
      (ts.isBindingElement(parent) && parent.propertyName === node)
    if (!isMember) isTaken = true
  })
  return isTaken ? 'twilioJwt' : 'jwt'
}

function mayHaveTokens(file: ts.SourceFile): boolean {
  return /\bjwt\b/.test(file.text)
}

/** Every place where a file loads `twilio` or a file of its `jwt`. */
function loadsOf(file: ts.SourceFile, { twilio }: App): Load[] {
  const loads: Load[] = []
  walk(file, (node) => {
    if (!ts.isStringLiteralLike(node) || !twilio.isPath(node.text) || isDropIn(node.text)) return
    const { parent } = node
    const isFile = /\/lib\/.+/.test(node.text) && !/\/lib\/index(\.js)?$/.test(node.text)
    if (isFile && !node.text.includes('/lib/jwt/')) return
    const isLoad =
      ts.isImportDeclaration(parent) ||
      ts.isExportDeclaration(parent) ||
      ts.isExternalModuleReference(parent) ||
      ts.isLiteralTypeNode(parent) ||
      (ts.isCallExpression(parent) &&
        (parent.expression.kind === ts.SyntaxKind.ImportKeyword || parent.expression.getText() === 'require'))
    if (!isLoad) return
    const statement = ts.findAncestor(parent, ts.isStatement)
    loads.push({
      specifier: node,
      statement: statement?.kind === ts.SyntaxKind.Block ? undefined : statement,
    })
  })
  return loads
}

function isDropIn(module: string): boolean {
  return module.replace(/^npm:/, '').startsWith(DROP_IN)
}

/** One use of `jwt`: in `{ jwt }` of a load, as `twilio.jwt`, by `const { jwt } = twilio`, or of the load itself. */
interface JwtUse {
  readonly kind: 'element' | 'path' | 'whole' | 'load'
  readonly node: ts.Node
}

/** What a file does with what it loads. */
interface LoadUses {
  readonly tokens: JwtUse[]
  /** How often something else of it is used. */
  others: number
}

function usesOf({ specifier, statement }: Load, file: ts.SourceFile, app: App): LoadUses | undefined {
  const uses: LoadUses = { tokens: [], others: 0 }
  // A file of `jwt` is all tokens.
  if (specifier.text.includes('/lib/jwt/')) return { tokens: [{ kind: 'load', node: specifier }], others: 0 }
  const { parent } = specifier
  if (ts.isImportDeclaration(parent)) {
    const clause = parent.importClause
    if (clause?.name !== undefined) readBinding(clause.name)
    const named = clause?.namedBindings
    if (named !== undefined && ts.isNamespaceImport(named)) readBinding(named.name)
    else
      for (const element of named?.elements ?? [])
        if ((element.propertyName ?? element.name).text === 'jwt')
          uses.tokens.push({ kind: 'element', node: element })
        else if ((element.propertyName ?? element.name).text === 'default') readBinding(element.name)
        else uses.others++
    if (clause === undefined) uses.others++
    return uses
  }
  if (ts.isExternalModuleReference(parent)) {
    readBinding((parent.parent as ts.ImportEqualsDeclaration).name)
    return uses
  }
  if (!ts.isCallExpression(parent)) return undefined
  let whole: ts.Node = outermost(parent)
  if (ts.isAwaitExpression(whole.parent)) whole = outermost(whole.parent)
  return readValue(whole) ? uses : undefined

  /** What is done with the loaded value itself. */
  function readValue(value: ts.Node): boolean {
    const { parent: holder } = value
    if (ts.isPropertyAccessExpression(holder) && holder.expression === value) {
      if (holder.name.text === 'default') return readValue(outermost(holder))
      if (holder.name.text === 'jwt') uses.tokens.push({ kind: 'load', node: specifier })
      else uses.others++
      return true
    }
    if (ts.isCallExpression(holder) && holder.expression === value) uses.others++
    else if (ts.isExpressionStatement(holder)) uses.others++
    else if (
      ts.isVariableDeclaration(holder) &&
      innermost(holder.initializer as ts.Expression) === innermost(value as ts.Expression)
    )
      return readName(holder.name, holder)
    else return false
    return true
  }

  function readName(name: ts.BindingName, holder: ts.VariableDeclaration): boolean {
    if (ts.isIdentifier(name)) {
      readBinding(name)
      return true
    }
    const isAlone =
      statement !== undefined &&
      ts.isVariableStatement(statement) &&
      statement.declarationList.declarations.length === 1 &&
      holder.parent.parent === statement
    for (const element of name.elements) {
      if (!ts.isBindingElement(element) || element.dotDotDotToken !== undefined) return false
      const member = (element.propertyName ?? element.name).getText()
      if (member === 'jwt') uses.tokens.push({ kind: 'element', node: element })
      else if (member === 'default' && ts.isIdentifier(element.name)) readBinding(element.name)
      else uses.others++
    }
    return isAlone || uses.others === 0 || uses.tokens.length === 0
  }

  function readBinding(name: ts.Identifier): void {
    const symbol = app.checker.getSymbolAtLocation(name)
    walk(file, (node) => {
      if (!ts.isIdentifier(node) || node === name || node.text !== name.text) return
      const found = ts.isShorthandPropertyAssignment(node.parent)
        ? app.checker.getShorthandAssignmentValueSymbol(node.parent)
        : ts.isExportSpecifier(node.parent)
          ? app.checker.getExportSpecifierLocalTargetSymbol(node.parent)
          : app.checker.getSymbolAtLocation(node)
      if (found !== symbol) return
      const path = node.parent
      const isJwt =
        (ts.isPropertyAccessExpression(path) && path.expression === node && path.name.text === 'jwt') ||
        (ts.isQualifiedName(path) && path.left === node && path.right.text === 'jwt')
      if (isJwt) uses.tokens.push({ kind: 'path', node: path })
      else if (takesJwtAlone(path, node)) uses.tokens.push({ kind: 'whole', node })
      else uses.others++
    })
  }
}

/** `const { jwt } = twilio`, with nothing else taken. */
function takesJwtAlone(holder: ts.Node, name: ts.Node): boolean {
  return (
    ts.isVariableDeclaration(holder) &&
    holder.initializer === name &&
    ts.isObjectBindingPattern(holder.name) &&
    holder.name.elements.every((element) => (element.propertyName ?? element.name).getText() === 'jwt')
  )
}

/** `Twilio.jwt` of the global that Twilio Functions have. */
function usesOfGlobal(file: ts.SourceFile, { checker }: App): ts.Node[] {
  const found: ts.Node[] = []
  walk(file, (node) => {
    if (
      !ts.isPropertyAccessExpression(node) ||
      node.name.text !== 'jwt' ||
      node.expression.getText() !== 'Twilio'
    )
      return
    const declaration = checker.getSymbolAtLocation(node.expression)?.declarations?.[0]
    if (declaration?.getSourceFile().fileName === '/globals.d.ts') found.push(node)
  })
  return found
}
