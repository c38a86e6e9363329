import { ts } from 'ts-morph'
import { innermost } from './syntax.ts'

/** The number that an expression of literals gives, such as `60 * 60 * 24`; undefined for any other. */
export function numberOf(node: ts.Expression): number | undefined {
  const inner = innermost(node)
  if (ts.isNumericLiteral(inner)) return Number(inner.text.replaceAll('_', ''))
  if (!ts.isBinaryExpression(inner)) return undefined
  const [left, right] = [numberOf(inner.left), numberOf(inner.right)]
  if (left === undefined || right === undefined) return undefined
  if (inner.operatorToken.kind === ts.SyntaxKind.AsteriskToken) return left * right
  if (inner.operatorToken.kind === ts.SyntaxKind.PlusToken) return left + right
  return undefined
}
