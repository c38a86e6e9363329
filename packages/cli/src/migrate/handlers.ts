import { ts } from 'ts-morph'
import { type Fn, nameOf } from './functions.ts'
import { outermost, runnerOf, walk } from './syntax.ts'

/** Functions that take a callback and either wait for its promise or look at no result of it. */
const TAKERS = new Set(
  (
    'all delete get head options patch post put use route on once handle createServer then catch finally ' +
    'setTimeout setInterval setImmediate nextTick addEventListener onRequest onCall ' +
    'it test before beforeEach beforeAll after afterEach afterAll'
  ).split(' '),
)

/** Exports that frameworks call, and whose promise they wait for. */
const EXPORTS =
  /^(handler|GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|loader|action|fetch|getServerSideProps|onRequest\w*)$/

/** Members of an object of options that frameworks call, and whose promise they wait for. */
const MEMBERS = new Set(['handler', 'resolve', 'fetch', 'loader', 'action'])

/** Decorators of frameworks (NestJS, type-graphql) that wait for what the method gives. */
const DECORATORS =
  /^@(Get|Post|Put|Patch|Delete|Options|Head|All|Query|Mutation|ResolveField|MessagePattern)\b/

/** Tells whether a function is a handler of requests by what it takes: `(req, res)`. */
export function takesRequest({ parameters }: Fn): boolean {
  const [request, response] = parameters.map(({ name }) => (ts.isIdentifier(name) ? name.text : ''))
  return /^_?req(uest)?$/i.test(request ?? '') && /^_?(res|response|reply)$/i.test(response ?? '')
}

/** Tells whether a function given to this call may be asynchronous. */
export function isTaker(call: ts.CallExpression): boolean {
  const { expression } = call
  if (ts.isPropertyAccessExpression(expression)) return TAKERS.has(expression.name.text)
  return ts.isIdentifier(expression) && TAKERS.has(expression.text)
}

/** Tells whether a function stands in an object of options at a place that may be asynchronous. */
export function isHandlerMember(fn: Fn): boolean {
  const isMember = ts.isMethodDeclaration(fn)
    ? ts.isObjectLiteralExpression(fn.parent)
    : ts.isPropertyAssignment(fn.parent)
  return isMember && MEMBERS.has(nameOf(fn) ?? '')
}

export function isDecorated(fn: Fn): boolean {
  const decorators = ts.canHaveDecorators(fn) ? ts.getDecorators(fn) : undefined
  return decorators?.some((decorator) => DECORATORS.test(decorator.getText())) === true
}

/** Tells whether a framework calls what a file exports by this name, and waits for it. */
export function isFrameworkExport(fn: Fn, name: string, path: string): boolean {
  if (name === 'default') return takesRequest(fn) || /(^|\/)api\//.test(path)
  return EXPORTS.test(name) || takesRequest(fn)
}

/**
 * Tells whether a handler answers through a callback that it calls later: once it is asynchronous, its end would
 * be taken for the answer.
 */
export function answersLater(fn: Fn): boolean {
  const callback = fn.parameters[2]?.name
  if (callback === undefined || !ts.isIdentifier(callback) || !/^(callback|cb|done)$/.test(callback.text))
    return false
  let later = false
  walk(fn, (node) => {
    if (ts.isIdentifier(node) && node !== callback && node.text === callback.text && runnerOf(node) !== fn)
      later = true
  })
  return later
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
