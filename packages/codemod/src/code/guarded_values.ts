import { ts } from 'ts-morph'
import { innermost, isInside } from './syntax.ts'

/** The texts of the values that a condition finds to be something. */
function provenBy(condition: ts.Expression): string[] {
  const inner = innermost(condition)
  if (ts.isBinaryExpression(inner) && inner.operatorToken.kind === ts.SyntaxKind.AmpersandAmpersandToken)
    return [...provenBy(inner.left), ...provenBy(inner.right)]
  return [inner.getText()]
}

/** The texts of the values that a condition finds to be nothing. */
function refutedBy(condition: ts.Expression): string[] {
  const inner = innermost(condition)
  if (ts.isBinaryExpression(inner) && inner.operatorToken.kind === ts.SyntaxKind.BarBarToken)
    return [...refutedBy(inner.left), ...refutedBy(inner.right)]
  return ts.isPrefixUnaryExpression(inner) && inner.operator === ts.SyntaxKind.ExclamationToken
    ? [innermost(inner.operand).getText()]
    : []
}

function leaves(statement: ts.Statement): boolean {
  if (ts.isBlock(statement)) {
    const last = statement.statements.at(-1)
    return last !== undefined && leaves(last)
  }
  return ts.isReturnStatement(statement) || ts.isThrowStatement(statement)
}

/** Tells whether a value is seen to be something where it stands: `if (room) …` and `if (!room) return`. */
export function isSeenPresent(value: ts.Expression): boolean {
  const text = innermost(value).getText()
  for (let node: ts.Node = value; node.parent !== undefined && !ts.isFunctionLike(node); node = node.parent) {
    const { parent } = node
    if (ts.isIfStatement(parent) && isInside(node, parent.thenStatement) && node === parent.thenStatement)
      if (provenBy(parent.expression).includes(text)) return true
    if (ts.isConditionalExpression(parent) && node === parent.whenTrue)
      if (provenBy(parent.condition).includes(text)) return true
    if (!ts.isBlock(parent) && !ts.isSourceFile(parent)) continue
    for (const statement of parent.statements) {
      if (statement === node) break
      if (ts.isIfStatement(statement) && leaves(statement.thenStatement))
        if (refutedBy(statement.expression).includes(text)) return true
    }
  }
  return false
}
