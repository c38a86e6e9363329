import { ts } from 'ts-morph'
import type { App } from '../app/app.ts'
import { type Fn, type Functions, isCallee, nameOf } from '../code/functions.ts'
import { isAssignmentTarget, isNameOnly, textOf, walk } from '../code/syntax.ts'
import { entityOf } from '../twilio/entity.ts'
import { exportName } from '../waiting/handlers.ts'

const CHOICES = new Set([ts.SyntaxKind.BarBarToken, ts.SyntaxKind.QuestionQuestionToken])
const COMPARISONS = new Set([
  ts.SyntaxKind.EqualsEqualsToken,
  ts.SyntaxKind.EqualsEqualsEqualsToken,
  ts.SyntaxKind.ExclamationEqualsToken,
  ts.SyntaxKind.ExclamationEqualsEqualsToken,
  ts.SyntaxKind.InstanceOfKeyword,
  ts.SyntaxKind.AmpersandAmpersandToken,
])

/** Tells whether an expression gives one of its operands: `a || b`, `a ?? b`, `x ? a : b`. */
export function isChoice(node: ts.Node): boolean {
  return (
    ts.isConditionalExpression(node) || (ts.isBinaryExpression(node) && CHOICES.has(node.operatorToken.kind))
  )
}

export function isExported(declaration: ts.VariableDeclaration): boolean {
  return (ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Export) !== 0
}

/** Members that mean something else to a native token, and fields that would be assigned in vain. */
const CHANGED = ['toJwt', 'addScope', 'keySid']
const ASSIGNED = ['identity', 'ttl', 'nbf', 'region', 'friendlyName']

/** Tells whether the app does to an object of unknown type what would be wrong with a native token. */
function hasUnknownTokens({ checker }: App, functions: Functions): boolean {
  const isUnknown = (node: ts.Node) =>
    ts.isPropertyAccessExpression(node) &&
    (checker.getTypeAtLocation(node.expression).flags & ts.TypeFlags.Any) !== 0
  return (
    CHANGED.some((name) => functions.unknown(name).some(isUnknown)) ||
    ASSIGNED.some((name) =>
      functions.unknown(name).some((node) => isUnknown(node) && isAssignmentTarget(node)),
    )
  )
}

/**
 * Why the type checker loses sight of a token where it goes, if it does and that matters: a token that it loses
 * could be signed somewhere without the wait that its native twin needs.
 */
export function whyNotFollowed(outer: ts.Node, app: App, functions: Functions): string | undefined {
  const leaving = whyLeaving(outer, functions) ?? whyGivenAway(outer, app)
  if (leaving !== undefined) return leaving
  const lost = whyLost(outer, app)
  return lost !== undefined && hasUnknownTokens(app, functions) ? lost : undefined
}

/** Why a token may leave the app, for others that know nothing of its change. */
function whyLeaving(outer: ts.Node, functions: Functions): string | undefined {
  const { parent } = outer
  if (ts.isVariableDeclaration(parent) && isExported(parent)) return 'it is exported'
  if (exportName(outer) !== undefined) return 'it is exported'
  if (!ts.isReturnStatement(parent) && !ts.isArrowFunction(parent)) return undefined
  const fn = ts.findAncestor(parent, ts.isFunctionLike) as Fn
  const name = nameOf(fn)
  if (name === undefined) return 'a function without a name returns it'
  const isCalled = functions.references(fn).some(isCallee) && !functions.unknown(name).some(isCallee)
  return isCalled ? undefined : `${name}() returns it, and who calls that is not known`
}

/** What only looks at what it is given. */
const LOOKING =
  /^(console\.\w+|(util\.)?inspect|expect|assert(\.\w+)?|debug|Boolean|Promise\.resolve|(\w+\.)*log(ger)?(\.\w+)?)$/

/** Why others, whose code is not of the app, may sign the token, or change what cannot be changed natively. */
function whyGivenAway(outer: ts.Node, { checker }: App): string | undefined {
  const { parent } = outer
  if (!(ts.isCallExpression(parent) || ts.isNewExpression(parent)) || parent.expression === outer)
    return undefined
  const callee = parent.expression.getText().replace(/\s+/g, '')
  if (LOOKING.test(callee)) return undefined
  const declaration = checker.getResolvedSignature(parent)?.declaration
  const isOfApp = declaration !== undefined && 'body' in declaration && declaration.body !== undefined
  // Of lists and maps, what comes out again is looked at by itself.
  if (isOfApp || /\.(push|unshift|set|add|resolve)$|^(resolve|done|cb|callback)$/.test(callee))
    return undefined
  return `it is given to ${callee.slice(0, 60)}(), whose code is not here`
}

/** How the checker loses sight of a token within the app. */
function whyLost(outer: ts.Node, { checker, files }: App): string | undefined {
  const { parent } = outer
  if (
    ts.isExpressionStatement(parent) ||
    ts.isIfStatement(parent) ||
    ts.isPrefixUnaryExpression(parent) ||
    ts.isTypeOfExpression(parent) ||
    ts.isAwaitExpression(parent) ||
    isChoice(parent)
  )
    return undefined
  if (ts.isVariableDeclaration(parent)) {
    return ts.isIdentifier(parent.name) && isKnown(parent.name, [outer.getSourceFile()])
      ? undefined
      : 'a variable holds it whose other uses have no known type'
  }
  if (ts.isPropertyDeclaration(parent)) return isKnown(parent.name, files) ? undefined : LOST
  if (ts.isBinaryExpression(parent)) {
    const isAssignment = parent.operatorToken.kind === ts.SyntaxKind.EqualsToken
    if (COMPARISONS.has(parent.operatorToken.kind) || (isAssignment && parent.left === outer))
      return undefined
    const isSeen =
      isAssignment && isKnown(parent.left, ts.isIdentifier(parent.left) ? [outer.getSourceFile()] : files)
    return isSeen ? undefined : LOST
  }
  if (ts.isReturnStatement(parent) || ts.isArrowFunction(parent)) return undefined
  if (ts.isCallExpression(parent) && parent.expression !== outer) {
    const parameter = parameterOf(parent, outer)
    const isSame =
      parameter !== undefined && entityOf(parameter, checker)?.name === entityOf(outer, checker)?.name
    return isSame
      ? undefined
      : `it is given to ${textOf(parent.expression).replace(/\s+/g, '').slice(0, 60)}()`
  }
  if (ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent))
    return 'it is put into an object'
  return ts.isArrayLiteralExpression(parent) ? 'it is put into a list' : 'it is part of an expression'

  function parameterOf(call: ts.CallExpression, argument: ts.Node): ts.Node | undefined {
    const index = call.arguments.indexOf(argument as ts.Expression)
    const declaration = checker.getResolvedSignature(call)?.parameters[index]?.valueDeclaration
    return declaration !== undefined && ts.isParameter(declaration) ? declaration.name : undefined
  }

  /** Whether every use of a variable or field is known to be an instance, not `any`. */
  function isKnown(target: ts.Node, where: readonly ts.SourceFile[]): boolean {
    const symbol = checker.getSymbolAtLocation(target)
    if (symbol === undefined) return false
    const name = symbol.getName()
    let known = true
    for (const file of where.filter(({ text }) => text.includes(name)))
      walk(file, (node) => {
        if (!known || !ts.isIdentifier(node) || node.text !== name) return
        const isMember = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node
        if (isAssignmentTarget(isMember ? node.parent : node) || (isNameOnly(node) && !isMember)) return
        const found = ts.isShorthandPropertyAssignment(node.parent)
          ? checker.getShorthandAssignmentValueSymbol(node.parent)
          : checker.getSymbolAtLocation(node)
        if (found === symbol) known &&= entityOf(node, checker)?.kind === 'instance'
        // A member of an object that nothing is known of may be this very field.
        else if (found === undefined && isMember) known &&= ts.isIdentifier(target) && !isMemberName(target)
      })
    return known
  }
}

const LOST = 'it is assigned to something without a known type'

function isMemberName(node: ts.Node): boolean {
  return ts.isPropertyDeclaration(node.parent)
}
