import { ts } from 'ts-morph'
import type { App } from '../app/app.ts'
import type { Functions } from '../code/functions.ts'
import { innermost, isAssignmentTarget, isNameOnly, outermost, textOf, walk } from '../code/syntax.ts'
import { familyOf, isOption, isScopeClass, nativeField, signMethods, whyStays } from '../twilio/classes.ts'
import { type Entity, entityOf, typeNameOf } from '../twilio/entity.ts'
import { beginsHere } from '../twilio/origin.ts'
import type { Family } from '../twilio/twilio_class.ts'
import type { Scan } from './findings.ts'
import { isChoice, isExported, whyNotFollowed } from './following.ts'
import { lostClass } from './lost_classes.ts'

const CORE = new Set(['AccessToken', 'ClientCapability'])

/** The links of a chain such as `require('twilio').jwt.AccessToken`. */
function isChain(node: ts.Node): node is ts.Expression {
  return (
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    (ts.isIdentifier(node) &&
      !isNameOnly(node) &&
      (!ts.isTypeNode(node.parent) || ts.isExpressionWithTypeArguments(node.parent)) &&
      !ts.isQualifiedName(node.parent))
  )
}

/** The expressions that may give an object of `twilio`. */
function isValue(node: ts.Node): boolean {
  return (
    isChain(node) ||
    ts.isNewExpression(node) ||
    ts.isCallExpression(node) ||
    ts.isAwaitExpression(node) ||
    isChoice(node)
  )
}

/** Reads the nodes of one file, in their order. */
class FileScan {
  readonly scan: Scan
  readonly app: App
  readonly functions: Functions

  constructor(file: ts.SourceFile, app: App, functions: Functions) {
    this.app = app
    this.functions = functions
    this.scan = {
      file,
      uses: [],
      signings: [],
      assignments: [],
      addScopes: [],
      renames: [],
      reasons: new Map(),
      links: new Map(),
    }
  }

  #refuse(family: Family, node: ts.Node, message: string): void {
    const reasons = this.scan.reasons.get(family) ?? []
    if (!reasons.some((other) => other.message === message && other.node === node))
      reasons.push({ file: this.scan.file, node, message })
    this.scan.reasons.set(family, reasons)
  }

  #link(family: Family, declarations: readonly ts.Node[] | undefined): void {
    for (const declaration of declarations ?? []) {
      const other = declaration.getSourceFile()
      if (other === this.scan.file || !this.app.files.includes(other)) continue
      const links = this.scan.links.get(family) ?? new Set()
      this.scan.links.set(family, links.add(other))
    }
  }

  /** Remembers the files that the objects in an expression come from. */
  #linkChain(family: Family, node: ts.Node): void {
    walk(node, (part) => {
      if (!ts.isIdentifier(part)) return
      const symbol = this.app.checker.getSymbolAtLocation(part)
      if (symbol === undefined) return
      this.#link(family, symbol.declarations)
      if (symbol.flags & ts.SymbolFlags.Alias)
        this.#link(family, this.app.checker.getAliasedSymbol(symbol).declarations)
    })
  }

  #addUse(node: ts.Node, name: string, isType: boolean, isAlias = false): void {
    const family = familyOf(name)
    this.scan.uses.push({ node, name, isType, isAlias })
    const stays = whyStays(name)
    if (stays !== undefined) this.#refuse(family, node, stays)
    else if (isType && isScopeClass(name))
      this.#refuse(family, node, `${name} has no native twin: scopes became methods`)
    if (!beginsHere(node, this.app) && !isChosenHere(node, this.app.checker))
      this.#refuse(family, node, `${name} comes from something that hands it on, not straight from twilio`)
  }

  #readClass(node: ts.Expression, { kind, name }: Entity): unknown {
    const family = familyOf(name)
    const outer = outermost(node)
    const { parent } = outer
    // A link on the way to another class, which was read already.
    if (
      ts.isPropertyAccessExpression(parent) &&
      parent.expression === outer &&
      entityOf(parent, this.app.checker)?.kind === 'class'
    )
      return
    if (ts.isNewExpression(parent) && parent.expression === outer) return this.#addUse(node, name, false)
    if (ts.isCallExpression(parent) && parent.expression === outer && kind === 'function')
      return this.#addUse(node, name, false)
    if (
      ts.isBinaryExpression(parent) &&
      parent.operatorToken.kind === ts.SyntaxKind.InstanceOfKeyword &&
      !isScopeClass(name)
    )
      return this.#addUse(node, name, false)
    if (ts.isVariableDeclaration(parent) && parent.initializer === outer) {
      this.#addUse(node, name, false, true)
      if (isExported(parent)) this.#refuse(family, node, `${name} is exported to other files`)
      if (ts.isObjectBindingPattern(parent.name))
        for (const element of parent.name.elements)
          if (entityOf(element.name, this.app.checker) === undefined)
            this.#refuse(
              family,
              element,
              `${name}.${textOf(element.propertyName ?? element.name)} has no native twin`,
            )
      return
    }
    this.#addUse(node, name, false)
    if (ts.isPropertyAccessExpression(parent) && parent.expression === outer)
      this.#refuse(family, parent, `${name}.${parent.name.text} has no native twin`)
    else if (ts.isHeritageClause(parent.parent))
      this.#refuse(
        family,
        node,
        name === 'Grant'
          ? 'a grant of your own extends AccessTokenGrant of @x/access-token, which has no constructor arguments'
          : `a class extends ${name}, which may use what the native class keeps to itself`,
      )
    else this.#refuse(family, node, `${name} is used as a value, where it cannot be followed`)
  }

  #readInstance(node: ts.Expression, name: string): unknown {
    const family = familyOf(name)
    const outer = outermost(node)
    const { parent } = outer
    if (
      (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) &&
      parent.expression === outer
    ) {
      this.#linkChain(family, node)
      // The reason of a class that stays is told where the class is named.
      return whyStays(name) === undefined ? this.#readMember(parent, name) : undefined
    }
    if (isScopeClass(name)) return
    if (!CORE.has(name)) return
    this.#linkChain(family, node)
    const lost = whyNotFollowed(outer, this.app, this.functions)
    if (lost !== undefined)
      this.#refuse(family, node, `the ${name} goes where it cannot be followed: ${lost}`)
    // Where it is taken as an argument, the file that declares the parameter has its hands on it too.
    else if (ts.isCallExpression(parent))
      this.#link(
        family,
        this.app.checker.getResolvedSignature(parent)?.declaration && [
          this.app.checker.getResolvedSignature(parent)?.declaration as ts.Node,
        ],
      )
  }

  #readMember(access: ts.PropertyAccessExpression | ts.ElementAccessExpression, name: string): void {
    const family = familyOf(name)
    if (!ts.isPropertyAccessExpression(access))
      return void this.#refuse(family, access, `a computed member of a ${name} is used`)
    const member = access.name.text
    const outer = outermost(access)
    const { parent } = outer
    const call = ts.isCallExpression(parent) && parent.expression === outer ? parent : undefined
    if (
      ts.isBinaryExpression(parent) &&
      parent.left === outer &&
      parent.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
      parent.operatorToken.kind <= ts.SyntaxKind.LastAssignment
    ) {
      if (isOption(name, member) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken)
        this.scan.assignments.push({ name, access, assignment: parent })
      else this.#refuse(family, access, `${name}.${member} is assigned, and the native one cannot be`)
    } else if (member === 'toJwt' && signMethods(name) !== undefined) {
      if (call === undefined) this.#refuse(family, access, 'toJwt is used without being called')
      else this.scan.signings.push({ name, access, call })
    } else if (call !== undefined && name === 'ClientCapability' && member === 'addScope')
      this.scan.addScopes.push(call)
    else if (call !== undefined && name === 'AccessToken' && member === 'addGrant') {
      if (!ts.isExpressionStatement(outermost(call).parent) && !ts.isArrowFunction(outermost(call).parent))
        this.#refuse(family, call, `the result of ${member} is used, and the native one returns the token`)
    } else {
      const field = nativeField(name, member)
      if (isScopeClass(name) || field === undefined)
        this.#refuse(family, access, `${name}.${member} has no native twin`)
      else if (field !== member) this.scan.renames.push({ name: access.name, to: field, family })
    }
  }

  /** Reads one node; false where nothing within it is to be read. */
  read(node: ts.Node): unknown {
    if (ts.isImportDeclaration(node)) return false
    if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined) {
      if (
        ts.isStringLiteralLike(node.moduleSpecifier) &&
        this.app.twilio.isPath(node.moduleSpecifier.text) &&
        node.moduleSpecifier.text.includes('/lib/jwt/')
      )
        this.#refuse(
          familyOfPath(node.moduleSpecifier.text),
          node,
          "twilio's class is exported to other files",
        )
      return false
    }
    if (ts.isImportEqualsDeclaration(node)) {
      if (ts.isExternalModuleReference(node.moduleReference)) return false
      const name = typeNameOf(node.moduleReference, this.app.checker)
      if (name === undefined) return
      this.#addUse(node.moduleReference, name, false, true)
      return false
    }
    if (ts.isTypeReferenceNode(node)) {
      const name = typeNameOf(node.typeName, this.app.checker)
      if (name === undefined) return
      this.#addUse(node.typeName, name, true)
      return false
    }
    if (ts.isImportTypeNode(node)) {
      const name = node.qualifier && typeNameOf(node.qualifier, this.app.checker)
      if (name === undefined) return
      this.#refuse(familyOf(name), node, `import('twilio') is used as a type: import ${name} by its name`)
      return false
    }
    if (ts.isTypeQueryNode(node)) {
      const name = typeNameOf(node.exprName, this.app.checker)
      if (name === undefined) return
      this.#addUse(node.exprName, name, true)
      return false
    }
    if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return
    if (!isValue(node) || isAssignmentTarget(node)) return
    const lost = lostClass(node as ts.Expression, this.app)
    if (lost !== undefined)
      this.#refuse(familyOf(lost), node, `${lost} is taken from something that cannot be followed to twilio`)
    const entity = entityOf(node, this.app.checker)
    if (entity === undefined) return
    if (entity.kind === 'class' || entity.kind === 'function') {
      this.#readClass(node as ts.Expression, entity)
      return ts.isIdentifier(node) || beginsHere(node, this.app) ? false : undefined
    }
    if (entity.kind === 'instance') this.#readInstance(node as ts.Expression, entity.name)
  }
}

/** Finds all that a file does with the classes of `twilio.jwt`, and what of it cannot be migrated. */
export function scanFile(file: ts.SourceFile, app: App, functions: Functions): Scan {
  const reader = new FileScan(file, app, functions)
  walk(file, (node) => reader.read(node))
  return reader.scan
}

/** A name for one of several classes: where it is chosen, the reason is told. */
function isChosenHere(node: ts.Node, checker: ts.TypeChecker): boolean {
  if (!ts.isIdentifier(node)) return false
  const declaration = checker.getSymbolAtLocation(node)?.valueDeclaration
  return (
    declaration !== undefined &&
    ts.isVariableDeclaration(declaration) &&
    declaration.initializer !== undefined &&
    isChoice(innermost(declaration.initializer))
  )
}

function familyOfPath(path: string): Family {
  if (path.includes('/validation/')) return 'ValidationToken'
  if (path.includes('/taskrouter/')) return 'TaskRouterCapability'
  return path.includes('ClientCapability') ? 'ClientCapability' : 'AccessToken'
}
