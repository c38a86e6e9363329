import { ts } from 'ts-morph'
import type { Manifest } from '../app/manifests.ts'
import { type Fn, nameOf } from '../code/functions.ts'
import { innermost, isPure, outermost } from '../code/syntax.ts'
import { installedFramework, moduleOf } from './frameworks.ts'
import { routeTaker, type Taker, takerOf } from './takers.ts'

/** Parameters by which a function calls back: who calls it waits for that call, and often refuses a promise. */
const CALLS_BACK = /^_?(next|done|cb|callback)$/

/** Members of an object of options that frameworks call, and whose promise they wait for. */
const MEMBERS = new Set(['handler', 'resolve', 'fetch', 'loader', 'action'])

/** Decorators of frameworks (NestJS, type-graphql) that wait for what the method gives. */
const DECORATORS =
  /^(Get|Post|Put|Patch|Delete|Options|Head|All|Query|Mutation|ResolveField|MessagePattern|SubscribeMessage)$/

function parameterNames({ parameters }: Fn): string[] {
  return parameters.map(({ name }) => (ts.isIdentifier(name) ? name.text : ''))
}

/** The parameter by which a function calls back, if it has one. */
export function callsBackBy(fn: Fn): string | undefined {
  return parameterNames(fn).find((name) => CALLS_BACK.test(name))
}

/** Tells whether a function is a handler of requests by what it takes: `(req, res)`. */
export function takesRequest(fn: Fn): boolean {
  const [request, response] = parameterNames(fn)
  return /^_?req(uest)?$/i.test(request ?? '') && /^_?(res|response|reply)$/i.test(response ?? '')
}

/** Tells whether it is a handler of Twilio Functions by what it takes: `(context, event, callback)`. */
function isTwilioFunction(fn: Fn): boolean {
  const [context, event, callback] = parameterNames(fn)
  return (
    /^_?(context|ctx|env)$/.test(context ?? '') &&
    /^_?\w*e(vent|vt)?$/i.test(event ?? '') &&
    callback !== undefined
  )
}

/** Tells whether a value is a variable of the environment as Twilio Functions have it: `context.TTL`. */
export function isOfFunctionContext(value: ts.Expression, checker: ts.TypeChecker): boolean {
  const inner = innermost(value)
  const isMember = ts.isPropertyAccessExpression(inner)
  const root = isMember ? innermost(inner.expression) : inner
  if (!ts.isIdentifier(root)) return false
  let declaration = checker.getSymbolAtLocation(root)?.valueDeclaration
  // `const { TTL } = context`.
  if (!isMember && declaration !== undefined && ts.isBindingElement(declaration)) {
    const whole = ts.findAncestor(declaration, ts.isVariableDeclaration)
    const from = whole?.initializer && innermost(whole.initializer)
    declaration = from && checker.getSymbolAtLocation(from)?.valueDeclaration
  } else if (!isMember) return false
  if (declaration === undefined || !ts.isParameter(declaration)) return false
  const fn = declaration.parent as Fn
  return fn.parameters[0] === declaration && isTwilioFunction(fn)
}

/** Who calls a function that stands in an object of options, such as `server.route({ handler })`. */
function memberTaker(fn: Fn, manifest: Manifest | undefined, checker: ts.TypeChecker): Taker | undefined {
  const member = ts.isMethodDeclaration(fn) ? fn : outermost(fn).parent
  if (!ts.isMethodDeclaration(member) && !ts.isPropertyAssignment(member)) return undefined
  if (!ts.isObjectLiteralExpression(member.parent) || !MEMBERS.has(nameOf(fn) ?? '')) return undefined
  const object = outermost(member.parent)
  const call = ts.findAncestor(object.parent, (node) => ts.isCallExpression(node) || ts.isNewExpression(node))
  if (ts.isExportAssignment(object.parent))
    return nameOf(fn) === 'fetch' ? { name: 'the runtime', catches: 'all' } : undefined
  if (call === undefined || !(ts.isCallExpression(call) || ts.isNewExpression(call))) return undefined
  const name = call.expression.getText()
  const isGraph =
    name.split(/\W/).at(-1)?.includes('GraphQL') === true || /ApolloServer$|^createYoga$/.test(name)
  if (isGraph || /^(Bun|Deno)\.serve$|^serve$/.test(name)) return { name, catches: 'all' }
  if (ts.isNewExpression(call) || call !== object.parent) return undefined
  return takerOf(call, object, manifest, checker)
}

function decoratorTaker(fn: Fn, checker: ts.TypeChecker): Taker | undefined {
  const decorators = ts.canHaveDecorators(fn) ? (ts.getDecorators(fn) ?? []) : []
  for (const { expression } of decorators) {
    const name = ts.isCallExpression(expression) ? expression.expression : expression
    const from = moduleOf(name, checker)
    if (DECORATORS.test(name.getText()) && from !== undefined && !from.startsWith('.'))
      return { name: `@${name.getText()}`, catches: 'all' }
  }
  return undefined
}

/** Who calls a function by where it stands: a member of an object of options, or a decorated method. */
export function placedTaker(
  fn: Fn,
  manifest: Manifest | undefined,
  checker: ts.TypeChecker,
): Taker | undefined {
  return decoratorTaker(fn, checker) ?? memberTaker(fn, manifest, checker)
}

const ROUTE_EXPORTS = /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|loader|action)$/

/** Exports of whole functions that frameworks wait for, wherever they stand. */
const PAGE_EXPORTS = /^(getServerSideProps|getStaticProps|onRequest(Get|Post|Put|Patch|Delete)?)$/

/** Who calls what a file exports by this name, where its name and its file tell. */
export function exportTaker(
  fn: Fn,
  name: string,
  path: string,
  manifest: Manifest | undefined,
): Taker | undefined {
  if (isTwilioFunction(fn))
    return { name: 'the runtime of Twilio Functions', catches: 'thrown', report: 'callback' }
  if (/(^|\/)pages\/api\//.test(path) && name === 'default') return { name: 'Next.js', catches: 'all' }
  if (ROUTE_EXPORTS.test(name) && /(^|\/)(\+?server|\+?route\w*|routes|api|app|pages)([/.]|$)/.test(path))
    return { name: 'the framework', catches: 'all' }
  if (PAGE_EXPORTS.test(name)) return { name: 'the framework', catches: 'all' }
  const [event] = parameterNames(fn)
  if (name === 'handler' && /^_?(event|evt|request|req)$/.test(event ?? '') && !takesRequest(fn))
    return { name: 'Lambda', catches: 'all' }
  if (!takesRequest(fn)) return undefined
  if (name === 'default' && /(^|\/)api\//.test(path)) return { name: 'the framework', catches: 'all' }
  const framework = installedFramework(manifest)
  return framework && routeTaker(framework)
}

/** Tells whether a function catches all that it may throw or reject with. */
export function isGuarded({ body }: ts.FunctionLikeDeclaration): boolean {
  if (body === undefined || !ts.isBlock(body)) return false
  return body.statements.every(
    (statement) =>
      (ts.isTryStatement(statement) && statement.catchClause !== undefined) || isHarmless(statement),
  )
}

/** A statement before a `try` that throws nothing: names for what is there already. */
function isHarmless(statement: ts.Statement): boolean {
  if (ts.isReturnStatement(statement))
    return statement.expression === undefined || isPure(statement.expression)
  if (ts.isFunctionDeclaration(statement)) return true
  return (
    ts.isVariableStatement(statement) &&
    statement.declarationList.declarations.every(
      ({ initializer }) => initializer === undefined || isPure(initializer),
    )
  )
}

/** The name under which a file exports an expression or a declaration, if it does. */
export function exportName(node: ts.Node): string | undefined {
  if (ts.isFunctionDeclaration(node)) {
    const flags = ts.getCombinedModifierFlags(node)
    if ((flags & ts.ModifierFlags.Export) === 0) return undefined
    return flags & ts.ModifierFlags.Default ? 'default' : node.name?.text
  }
  const outer = outermost(node)
  const { parent } = outer
  if (ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name))
    return ts.getCombinedModifierFlags(parent) & ts.ModifierFlags.Export ? parent.name.text : undefined
  if (ts.isExportAssignment(parent)) return 'default'
  if (ts.isExportSpecifier(parent)) return parent.name.text
  if (ts.isShorthandPropertyAssignment(parent)) return isExports(parent.parent) ? parent.name.text : undefined
  if (ts.isPropertyAssignment(parent) || ts.isMethodDeclaration(node)) {
    const member = ts.isMethodDeclaration(node) ? node : (parent as ts.PropertyAssignment)
    return isExports(member.parent) && ts.isIdentifier(member.name) ? member.name.text : undefined
  }
  if (ts.isBinaryExpression(parent) && parent.right === outer) return exportsTarget(parent.left)
  return undefined
}

/** `module.exports = {…}` and `export default {…}`. */
function isExports(object: ts.Node): boolean {
  const { parent } = outermost(object)
  if (ts.isExportAssignment(parent)) return true
  return ts.isBinaryExpression(parent) && exportsTarget(parent.left) === 'default'
}

function exportsTarget(target: ts.Expression): string | undefined {
  const text = target.getText()
  if (text === 'module.exports') return 'default'
  return /^(?:module\.)?exports\.([\w$]+)$/.exec(text)?.[1]
}
