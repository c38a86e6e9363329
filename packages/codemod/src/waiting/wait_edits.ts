import { ts } from 'ts-morph'
import type { Fn } from '../code/functions.ts'
import { outermost } from '../code/syntax.ts'
import type { Edit } from '../edit/edits.ts'

/** Tells whether somebody waits for a call already. */
export function waitsAlready(call: ts.CallExpression): boolean {
  return ts.isAwaitExpression(outermost(call).parent)
}

function insert(position: number, text: string): Edit {
  return { start: position, end: position, text }
}

/** Makes a function asynchronous, and its declared type a promise. */
export function asyncEdits(fn: Fn): Edit[] {
  const keyword = fn.getChildren().find(({ kind }) => kind === ts.SyntaxKind.FunctionKeyword)
  const at = ts.isMethodDeclaration(fn) ? fn.name : (keyword ?? fn)
  const edits = [insert(at.getStart(), 'async ')]
  if (fn.type !== undefined && !/^Promise(Like)?\b/.test(fn.type.getText()))
    edits.push(insert(fn.type.getStart(), 'Promise<'), insert(fn.type.end, '>'))
  return edits
}

/** Waits for what a call gives. */
export function awaitEdits(call: ts.CallExpression): Edit[] {
  const { parent } = call
  const isInner =
    (ts.isPropertyAccessExpression(parent) || ts.isElementAccessExpression(parent)) &&
    parent.expression === call
  const isOperand =
    ts.isNonNullExpression(parent) ||
    ((ts.isCallExpression(parent) || ts.isNewExpression(parent)) && parent.expression === call) ||
    (ts.isTaggedTemplateExpression(parent) && parent.tag === call) ||
    (ts.isBinaryExpression(parent) &&
      parent.operatorToken.kind === ts.SyntaxKind.AsteriskAsteriskToken &&
      parent.left === call)
  if (!isInner && !isOperand) return [insert(call.getStart(), 'await ')]
  const statement = ts.findAncestor(call, ts.isExpressionStatement)
  // Without semicolons, a statement that begins with a parenthesis would call the line above.
  const guard = statement?.getStart() === call.getStart() && !statement.getText().endsWith(';') ? ';' : ''
  return [insert(call.getStart(), `${guard}(await `), insert(call.end, ')')]
}
