import { ts } from 'ts-morph'

/** The expression around parentheses and what only types see: `(x as T)!` for `x`. */
export function outermost(node: ts.Node): ts.Node {
  let outer = node
  while (
    ts.isParenthesizedExpression(outer.parent) ||
    ts.isAsExpression(outer.parent) ||
    ts.isNonNullExpression(outer.parent) ||
    ts.isSatisfiesExpression(outer.parent)
  )
    outer = outer.parent
  return outer
}

/** The expression inside parentheses and what only types see: the inverse of {@link outermost}. */
export function innermost(node: ts.Expression): ts.Expression {
  let inner = node
  while (
    ts.isParenthesizedExpression(inner) ||
    ts.isAsExpression(inner) ||
    ts.isNonNullExpression(inner) ||
    ts.isSatisfiesExpression(inner)
  )
    inner = inner.expression
  return inner
}

/** Tells whether evaluating it, once more or at another moment close by, makes no difference. */
export function isPure(node: ts.Node): boolean {
  if (ts.isIdentifier(node) || ts.isLiteralExpression(node) || node.kind === ts.SyntaxKind.ThisKeyword)
    return true
  if (
    node.kind === ts.SyntaxKind.TrueKeyword ||
    node.kind === ts.SyntaxKind.FalseKeyword ||
    node.kind === ts.SyntaxKind.NullKeyword
  )
    return true
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken
    if (kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment) return false
    return isPure(node.left) && isPure(node.right)
  }
  if (ts.isPrefixUnaryExpression(node))
    return (
      node.operator !== ts.SyntaxKind.PlusPlusToken &&
      node.operator !== ts.SyntaxKind.MinusMinusToken &&
      isPure(node.operand)
    )
  if (ts.isPropertyAccessExpression(node)) return isPure(node.expression)
  if (ts.isPropertyAssignment(node)) return !ts.isComputedPropertyName(node.name) && isPure(node.initializer)
  if (ts.isShorthandPropertyAssignment(node)) return true
  if (
    ts.isParenthesizedExpression(node) ||
    ts.isAsExpression(node) ||
    ts.isNonNullExpression(node) ||
    ts.isSatisfiesExpression(node)
  )
    return isPure(node.expression)
  if (
    ts.isElementAccessExpression(node) ||
    ts.isConditionalExpression(node) ||
    ts.isTemplateExpression(node) ||
    ts.isTemplateSpan(node) ||
    ts.isObjectLiteralExpression(node) ||
    ts.isArrayLiteralExpression(node)
  )
    return childrenOf(node).every((child) => ts.isToken(child) || isPure(child))
  return false
}

function childrenOf(node: ts.Node): ts.Node[] {
  const children: ts.Node[] = []
  ts.forEachChild(node, (child) => void children.push(child))
  return children
}

/** Calls `visit` for the node and all below it, until `visit` says not to go deeper. */
export function walk(node: ts.Node, visit: (node: ts.Node) => unknown): void {
  if (visit(node) === false) return
  ts.forEachChild(node, (child) => walk(child, visit))
}

export function textOf(node: ts.Node): string {
  return node.getText()
}

/** The statement that a node stands in, and the list of statements that holds it. */
export function statementOf(node: ts.Node): ts.Statement | undefined {
  let current: ts.Node | undefined = node
  while (current !== undefined && !(ts.isStatement(current) && isStatementList(current.parent)))
    current = current.parent
  return current as ts.Statement | undefined
}

type StatementList = ts.SourceFile | ts.Block | ts.CaseOrDefaultClause | ts.ModuleBlock

export function isStatementList(node: ts.Node | undefined): node is StatementList {
  return (
    node !== undefined &&
    (ts.isSourceFile(node) || ts.isBlock(node) || ts.isCaseOrDefaultClause(node) || ts.isModuleBlock(node))
  )
}

/** What runs a piece of code: the function around it, a class member's initializer, or the module. */
type Runner = ts.FunctionLikeDeclaration | ts.PropertyDeclaration | ts.ClassStaticBlockDeclaration

export function runnerOf(node: ts.Node): Runner | undefined {
  let current = node.parent
  while (current !== undefined) {
    if (ts.isFunctionLike(current) || ts.isPropertyDeclaration(current)) return current as Runner
    if (ts.isClassStaticBlockDeclaration(current)) return current
    current = current.parent
  }
  return undefined
}

export function isInside(node: ts.Node, ancestor: ts.Node): boolean {
  return node.pos >= ancestor.pos && node.end <= ancestor.end
}

/** Tells whether `node` is a name that declares, or the name of a member: nothing that is evaluated by itself. */
export function isNameOnly(node: ts.Identifier): boolean {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent) || ts.isMetaProperty(parent)) return parent.name === node
  if (ts.isQualifiedName(parent)) return parent.right === node
  if (ts.isBindingElement(parent)) return parent.name === node || parent.propertyName === node
  if (ts.isImportSpecifier(parent) || ts.isImportClause(parent) || ts.isNamespaceImport(parent)) return true
  if (ts.isImportEqualsDeclaration(parent)) return parent.name === node
  if (ts.isExportSpecifier(parent)) return parent.propertyName !== undefined && parent.name === node
  if (ts.isShorthandPropertyAssignment(parent)) return false
  if (ts.isLabeledStatement(parent) || ts.isBreakOrContinueStatement(parent)) return true
  if (ts.isJsxAttribute(parent)) return parent.name === node
  return (parent as { name?: ts.Node }).name === node
}

/** Tells whether something is what a value is assigned to with `=`. */
export function isAssignmentTarget(node: ts.Node): boolean {
  const { parent } = node
  return (
    ts.isBinaryExpression(parent) &&
    parent.left === node &&
    parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
  )
}
