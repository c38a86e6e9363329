import { ts } from 'ts-morph'
import type { App } from '../app/app.ts'
import { loadedModule } from '../twilio/origin.ts'
import { moduleOf } from '../waiting/frameworks.ts'
import { innermost, isNameOnly, outermost, walk } from './syntax.ts'

export type Fn = ts.FunctionLikeDeclaration

/** Who names a function, in all files of an app. */
export interface Functions {
  /** Every expression that is this function: where it is called, handed on or given another name. */
  readonly references: (fn: Fn) => readonly ts.Node[]
  /** Expressions with this name of which nothing is known: they may be any function of that name, or this one. */
  readonly unknown: (name: string, fn?: Fn) => readonly ts.Node[]
}

/** The name that a function is called by, if it has one. */
export function nameOf(fn: Fn): string | undefined {
  if (fn.name !== undefined && ts.isIdentifier(fn.name)) return fn.name.text
  const { parent } = fn
  if (ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent) || ts.isPropertyAssignment(parent))
    return ts.isIdentifier(parent.name) ? parent.name.text : undefined
  if (ts.isBinaryExpression(parent) && ts.isPropertyAccessExpression(parent.left))
    return parent.left.name.text
  return undefined
}

function push<Key>(map: Map<Key, ts.Node[]>, key: Key, node: ts.Node): void {
  const list = map.get(key)
  if (list === undefined) map.set(key, [node])
  else list.push(node)
}

/** Indexes the functions of an app at the first question: most apps ask none. */
export function indexFunctions({ files, checker, reaches, isForeign }: App): Functions {
  let index: { known: Map<ts.Node, ts.Node[]>; unknown: Map<string, ts.Node[]> } | undefined

  /**
   * A name that is a parameter's, a member of what another package declares, or a member in a file that never loads the
   * function's, is another function's. Objects get anywhere, but for those whose methods only a framework calls.
   */
  function mayBe(node: ts.Node, fn: Fn): boolean {
    if (ts.isIdentifier(node)) {
      const declarations = checker.getSymbolAtLocation(node)?.declarations ?? []
      if (declarations.some(isOfParameter)) return false
    } else if (ts.isPropertyAccessExpression(node) && isOfPackage(node.expression)) return false
    const isDecorated = ts.canHaveDecorators(fn) && ts.getDecorators(fn) !== undefined
    if (ts.isClassLike(fn.parent) && !isDecorated) return true
    return reaches(node.getSourceFile(), fn.getSourceFile())
  }

  /**
   * Tells whether an object is what a package gives, or declared to be of a package's type: `config` of
   * `config: ConfigService`. What a call gives may be an object of the app, such as `container.get(TokenService)`.
   */
  function isOfPackage(object: ts.Expression): boolean {
    const inner = innermost(object)
    const isMember =
      ts.isPropertyAccessExpression(inner) && inner.expression.kind === ts.SyntaxKind.ThisKeyword
    if (!ts.isIdentifier(inner) && !isMember) return false
    const declaration = checker.getSymbolAtLocation(inner)?.declarations?.[0]
    if (declaration === undefined || ts.isBindingElement(declaration)) return false
    if (ts.isVariableDeclaration(declaration) && !isLoad(declaration)) return false
    const from = moduleOf(inner, checker)
    return from !== undefined && isForeign(object.getSourceFile(), from)
  }

  function build(): NonNullable<typeof index> {
    const known = new Map<ts.Node, ts.Node[]>()
    const unknown = new Map<string, ts.Node[]>()
    for (const file of files)
      walk(file, (node) => {
        if (ts.isImportDeclaration(node)) return false
        const isMember = ts.isPropertyAccessExpression(node)
        if (!isMember && !(ts.isIdentifier(node) && !isNameOnly(node))) return
        const type = checker.getTypeAtLocation(node)
        for (const { declaration } of type.getCallSignatures())
          if (declaration !== undefined) push(known, declaration, node)
        const hasBody = type
          .getCallSignatures()
          .some(
            ({ declaration }) =>
              declaration !== undefined && 'body' in declaration && declaration.body !== undefined,
          )
        const isOfLibrary =
          type.getCallSignatures().length > 0 &&
          type.getCallSignatures().every(({ declaration }) => isLibrary(declaration?.getSourceFile()))
        if (isOfLibrary) return
        if (!hasBody && (type.getCallSignatures().length > 0 || type.flags & ts.TypeFlags.Any))
          push(unknown, isMember ? node.name.text : (node as ts.Identifier).text, node)
        return
      })
    return { known, unknown }
  }

  return {
    references(fn) {
      index ??= build()
      return index.known.get(fn) ?? []
    },
    unknown(name, fn) {
      index ??= build()
      const nodes = index.unknown.get(name) ?? []
      return fn === undefined ? nodes : nodes.filter((node) => mayBe(node, fn))
    },
  }
}

/** Whether a variable holds a module itself, or has a type of its own: anything else may hold what the app made. */
function isLoad({ initializer, type }: ts.VariableDeclaration): boolean {
  if (type !== undefined && ts.isTypeReferenceNode(type)) return true
  return initializer !== undefined && loadedModule(innermost(initializer)) !== undefined
}

/** Tells whether a file declares the language itself. */
function isLibrary(file: ts.SourceFile | undefined): boolean {
  return file !== undefined && /\/lib\.[\w.]+\.d\.ts$/.test(file.fileName)
}

/** Tells whether an expression is called right where it stands. */
export function isCallee(node: ts.Node): boolean {
  const outer = outermost(node)
  const { parent } = outer
  return (ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression === outer
}

function isOfParameter(declaration: ts.Node): boolean {
  const whole = ts.isBindingElement(declaration)
    ? ts.findAncestor(declaration, (node) => ts.isParameter(node) || ts.isVariableDeclaration(node))
    : declaration
  return whole !== undefined && ts.isParameter(whole)
}
