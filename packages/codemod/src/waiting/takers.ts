import { ts } from 'ts-morph'
import type { Manifest } from '../app/manifests.ts'
import { innermost } from '../code/syntax.ts'
import { type Catches, type Framework, frameworkOf, moduleOf } from './frameworks.ts'

/** Something that takes a function, calls it later and keeps nothing of what it returns but waits for it. */
export interface Taker {
  /** What it is called in a message. */
  readonly name: string
  readonly catches: Catches
  /** How to tell it of an error, in the words of a `catch` clause, by the names of the handler's parameters. */
  readonly report?: 'next' | 'callback' | 'end'
  /** How an asynchronous handler tells of it, where that is another way. */
  readonly reportAsync?: 'end'
}

const ROUTES = new Set(
  'all delete get head options patch post put use route any add del opts GET POST'.split(' '),
)

const TESTS = new Set('it test before beforeEach beforeAll after afterEach afterAll'.split(' '))

const TIMERS = new Set('setTimeout setInterval setImmediate nextTick queueMicrotask'.split(' '))

const EVENTS = new Set('on once addListener addEventListener'.split(' '))

/** Functions that take an asynchronous handler and hand on what it rejects with. */
const WRAPPERS =
  /^(express_?)?(async_?(handler|wrap(per)?|middleware|fn)|catch_?(async|errors)(_?errors)?|wrap_?async|try_?catch)$/i

/** What the text of a function has that catches errors. */
export const CATCHES = /\.catch\s*\(|\bcatch\s*[({]/

/** What of a promise's chain takes a function. */
export const CHAIN: ReadonlySet<string> = new Set(['then', 'catch', 'finally'])

/** Tells who takes a function that is given to a call, where that is known. */
export function takerOf(
  call: ts.CallExpression | ts.NewExpression,
  given: ts.Node,
  manifest: Manifest | undefined,
  checker: ts.TypeChecker,
): Taker | undefined {
  const callee = innermost(call.expression)
  const name = ts.isPropertyAccessExpression(callee)
    ? callee.name.text
    : ts.isIdentifier(callee)
      ? callee.text
      : ''
  if (ts.isNewExpression(call)) return undefined
  if (TIMERS.has(name)) return { name: `${name}()`, catches: 'none' }
  const rootName = ts.isPropertyAccessExpression(callee) ? innermost(callee.expression).getText() : name
  if (TESTS.has(name) && (rootName === name || TESTS.has(rootName.split('.')[0] as string)))
    return { name: `${name}()`, catches: 'all' }
  if (name === 'createServer' && isOfNode(callee, checker))
    return { name: 'createServer()', catches: 'none', report: 'end' }
  if (isWrapper(call, name, checker)) return { name: `${name}()`, catches: 'all' }
  if (name === 'serve' && (rootName === 'Deno' || rootName === 'Bun'))
    return { name: `${rootName}.serve()`, catches: 'all' }
  // `app[method](path, handler)`.
  if (ts.isElementAccessExpression(callee) && !ts.isStringLiteralLike(callee.argumentExpression)) {
    const framework = frameworkOf(callee.expression, manifest, checker)
    return framework && routeTaker(framework)
  }
  if (!ts.isPropertyAccessExpression(callee)) return undefined
  // To a promise, what is thrown and what is rejected with are the same.
  if (CHAIN.has(name)) return { name: `${name}()`, catches: 'all' }
  if (name === 'onCall') return { name: 'onCall()', catches: 'all' }
  const [first] = call.arguments
  if (EVENTS.has(name) && call.arguments.length >= 2 && first !== given && first !== undefined)
    return { name: `${name}()`, catches: 'none' }
  if (!ROUTES.has(name)) return undefined
  const framework = frameworkOf(callee.expression, manifest, checker)
  return framework && routeTaker(framework)
}

/** A framework as the taker of one of its routes. */
export function routeTaker({ name, catches }: Framework): Taker {
  if (catches === 'all') return { name, catches }
  // Restify starts with no asynchronous handler that takes `next`.
  return { name, catches, report: 'next', ...(name === 'restify' && { reportAsync: 'end' }) }
}

function isOfNode(callee: ts.Expression, checker: ts.TypeChecker): boolean {
  const from = moduleOf(callee, checker)
  return from !== undefined && /^(node:)?https?2?$/.test(from)
}

/** `asyncHandler(…)` of a package, or of the app where it is seen to catch. */
function isWrapper(call: ts.CallExpression, name: string, checker: ts.TypeChecker): boolean {
  const declaration = checker.getResolvedSignature(call)?.declaration
  if (declaration !== undefined && 'body' in declaration && declaration.body !== undefined)
    return WRAPPERS.test(name) && CATCHES.test(declaration.getText())
  const from = moduleOf(call.expression, checker)
  return from !== undefined && !from.startsWith('.') && (WRAPPERS.test(name) || /async-?handler/i.test(from))
}

/** Tells whether a link of a promise's chain, such as `.catch(…)`, hears of what the promise rejects with. */
export function catchesChain(link: ts.CallExpression, name: string): boolean {
  return name === 'catch' || (name === 'then' && link.arguments.length > 1)
}
