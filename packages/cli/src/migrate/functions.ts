import { ts } from 'ts-morph'
import type { App } from './app.ts'
import { isNameOnly, outermost, walk } from './syntax.ts'

export type Fn = ts.FunctionLikeDeclaration

/** Who names a function, in all files of an app. */
export interface Functions {
  /** Every expression that is this function: where it is called, handed on or given another name. */
  readonly references: (fn: Fn) => readonly ts.Node[]
  /** Expressions with this name of which nothing is known: they may be any function of that name. */
  readonly unknown: (name: string) => readonly ts.Node[]
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
export function indexFunctions({ files, checker }: App): Functions {
  let index: { known: Map<ts.Node, ts.Node[]>; unknown: Map<string, ts.Node[]> } | undefined

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
    unknown(name) {
      index ??= build()
      return index.unknown.get(name) ?? []
    },
  }
}

/** Tells whether an expression is called right where it stands. */
export function isCallee(node: ts.Node): boolean {
  const outer = outermost(node)
  const { parent } = outer
  return (ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression === outer
}
