import { ts } from 'ts-morph'
import type { App } from '../app/app.ts'
import { innermost, isInside, isStatementList, walk } from './syntax.ts'

/** The `new` that made what a variable holds, where the variable is given a value once. */
export function constructionOf(expression: ts.Expression, { checker }: App): ts.NewExpression | undefined {
  const inner = innermost(expression)
  if (ts.isNewExpression(inner)) return inner
  if (!ts.isIdentifier(inner)) return undefined
  const symbol = checker.getSymbolAtLocation(inner)
  const declaration = symbol?.valueDeclaration
  if (
    declaration === undefined ||
    !ts.isVariableDeclaration(declaration) ||
    declaration.initializer === undefined
  )
    return undefined
  const made = innermost(declaration.initializer)
  if (!ts.isNewExpression(made) || isReassigned(declaration, symbol as ts.Symbol, checker)) return undefined
  return made
}

/** Every place of a file where a variable is named, but for its declaration. */
export function usesOf(
  declaration: ts.VariableDeclaration,
  { checker }: Pick<App, 'checker'>,
): ts.Identifier[] {
  const symbol = checker.getSymbolAtLocation(declaration.name)
  const uses: ts.Identifier[] = []
  walk(declaration.getSourceFile(), (node) => {
    if (!ts.isIdentifier(node) || node === declaration.name || node.text !== declaration.name.getText())
      return
    const found = ts.isShorthandPropertyAssignment(node.parent)
      ? checker.getShorthandAssignmentValueSymbol(node.parent)
      : checker.getSymbolAtLocation(node)
    if (found === symbol) uses.push(node)
  })
  return uses
}

function isReassigned(
  declaration: ts.VariableDeclaration,
  symbol: ts.Symbol,
  checker: ts.TypeChecker,
): boolean {
  if (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) return false
  // In JavaScript, `token.identity = …` at the top level declares a member: its `token` is no declaration of the name.
  if (symbol.declarations?.filter((other) => !ts.isIdentifier(other)).length !== 1) return true
  return usesOf(declaration, { checker }).some(
    (use) =>
      (ts.isBinaryExpression(use.parent) &&
        use.parent.left === use &&
        use.parent.operatorToken.kind === ts.SyntaxKind.EqualsToken) ||
      !ts.isIdentifier(declaration.name),
  )
}

/** The part of a program in which a declaration can be named. */
function scopeOf(declaration: ts.Node): ts.Node {
  let scope = declaration.parent
  while (
    !isStatementList(scope) &&
    !ts.isFunctionLike(scope) &&
    !ts.isForStatement(scope) &&
    !ts.isForOfStatement(scope) &&
    !ts.isCatchClause(scope)
  )
    scope = scope.parent
  return scope
}

/** Tells whether an expression can be written at another place before it and mean the same. */
export function isAvailableAt(expression: ts.Node, place: ts.Node, { checker }: App): boolean {
  let available = true
  walk(expression, (node) => {
    if (!ts.isIdentifier(node)) return
    if (ts.isPropertyAccessExpression(node.parent) && node.parent.name === node) return
    if (ts.isPropertyAssignment(node.parent) && node.parent.name === node) return
    const symbol = ts.isShorthandPropertyAssignment(node.parent)
      ? checker.getShorthandAssignmentValueSymbol(node.parent)
      : checker.getSymbolAtLocation(node)
    for (const declaration of symbol?.declarations ?? []) {
      if (isInside(declaration, expression)) continue
      if (declaration.getSourceFile() !== place.getSourceFile()) continue
      if (ts.findAncestor(declaration, ts.isImportDeclaration) !== undefined) continue
      const scope = scopeOf(declaration)
      if (!isInside(place, scope)) available = false
      else if (declaration.end > place.getStart() && !ts.isFunctionDeclaration(declaration)) available = false
    }
  })
  return available
}
