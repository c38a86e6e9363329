import { ts } from 'ts-morph'
import type { App } from '../app/app.ts'
import { isTestPath } from '../app/test_paths.ts'
import type { Fn, Functions } from '../code/functions.ts'
import { isInside, outermost, runnerOf } from '../code/syntax.ts'
import { installedFramework } from './frameworks.ts'
import { exportName, exportTaker, placedTaker, takesRequest } from './handlers.ts'
import { CATCHES, CHAIN, catchesChain, routeTaker, type Taker, takerOf } from './takers.ts'
import { isAsync } from './waiting.ts'

/** A function that an error leaves without anybody to catch it: the process would end. */
export interface Escape {
  readonly fn: Fn
  readonly taker: Taker
  /** The calls on the way there whose promise is returned, not waited for. */
  readonly returned: ReadonlySet<ts.CallExpression>
}

const NOBODY: Taker = { name: 'nothing', catches: 'none' }

/** Follows what is thrown at a place up through all callers, to where nobody catches it. */
class EscapeSearch {
  readonly #app: App
  readonly #functions: Functions
  readonly #seen = new Set<Fn>()
  readonly #returned = new Set<ts.CallExpression>()
  readonly #found: Escape[] = []

  constructor(app: App, functions: Functions) {
    this.#app = app
    this.#functions = functions
  }

  /** Every way on which an error that is thrown at a place ends the process. */
  from(place: ts.Node): readonly Escape[] {
    this.#throwAt(place)
    return this.#found
  }

  #throwAt(place: ts.Node): void {
    const runner = runnerOf(place)
    if (runner === undefined || !('parameters' in runner)) return
    if (!isCaughtWithin(place, runner)) this.#leave(runner)
  }

  /** An error leaves a function: by a throw, or by the promise of an asynchronous one. */
  #leave(fn: Fn): void {
    if (this.#seen.has(fn)) return
    this.#seen.add(fn)
    const { checker, manifestFor, pathOf } = this.#app
    const file = fn.getSourceFile()
    const placed = placedTaker(fn, manifestFor(file), checker)
    if (placed !== undefined) this.#taken(fn, placed)
    const own = ts.isFunctionExpression(fn) || ts.isArrowFunction(fn) ? [fn] : []
    const names = [exportName(fn)]
    let isKnown = placed !== undefined
    for (const node of [...own, ...this.#functions.references(fn)]) {
      if (this.#followUse(node, fn) && !isTestPath(pathOf(node.getSourceFile()))) isKnown = true
      names.push(exportName(node))
    }
    for (const name of names) {
      const taker = name === undefined ? undefined : exportTaker(fn, name, pathOf(file), manifestFor(file))
      // What the app itself calls with `(req, res)` has callers that are followed.
      if (taker === undefined || (isKnown && takesRequest(fn))) continue
      isKnown = true
      this.#taken(fn, taker)
    }
    // A handler of requests that is handed on out of sight ends with the framework of the app.
    const framework = isKnown || !takesRequest(fn) ? undefined : installedFramework(manifestFor(file))
    if (framework !== undefined) this.#taken(fn, routeTaker(framework))
  }

  #taken(fn: Fn, taker: Taker): void {
    const isLost = taker.catches === 'none' || (taker.catches === 'thrown' && isAsync(fn))
    if (isLost && !this.#found.some((known) => known.fn === fn))
      this.#found.push({ fn, taker, returned: this.#returned })
  }

  /** Follows one place where a function is named; tells whether it is known there who calls it. */
  #followUse(node: ts.Node, fn: Fn): boolean {
    const outer = outermost(node)
    const { parent } = outer
    if (ts.isPropertyAccessExpression(parent) && parent.expression === outer && parent.name.text === 'bind') {
      const bound = outermost(parent).parent
      return ts.isCallExpression(bound) && this.#followUse(bound, fn)
    }
    if (ts.isArrayLiteralExpression(parent)) {
      const list = outermost(parent)
      return ts.isCallExpression(list.parent) && this.#followArgument(list.parent, list, fn)
    }
    if (!ts.isCallExpression(parent)) return false
    if (parent.expression !== outer) return this.#followArgument(parent, outer, fn)
    if (isAsync(fn)) this.#followPromise(parent, fn)
    else this.#throwAt(parent)
    return true
  }

  #followArgument(call: ts.CallExpression, given: ts.Node, fn: Fn): boolean {
    const { checker, manifestFor } = this.#app
    const taker = takerOf(call, given, manifestFor(call.getSourceFile()), checker)
    const name = ts.isPropertyAccessExpression(call.expression) ? call.expression.name.text : ''
    if (taker !== undefined && CHAIN.has(name)) this.#followPromise(call, fn)
    else if (taker !== undefined) this.#taken(fn, taker)
    else {
      if (isAsync(fn)) this.#leaveAround(call)
      else this.#throwAt(call)
      return catchesItself(call, checker)
    }
    return true
  }

  /** A promise that rejects: waited for, handed on, or forgotten. */
  #followPromise(call: ts.CallExpression, fn: Fn): void {
    const outer = outermost(call)
    const { parent } = outer
    if (ts.isPropertyAccessExpression(parent) && parent.expression === outer) {
      const next = outermost(parent).parent
      const isChain = ts.isCallExpression(next) && CHAIN.has(parent.name.text)
      if (isChain && !catchesChain(next, parent.name.text)) this.#followPromise(next, fn)
      return
    }
    const waits = ts.findAncestor(call, (node) => ts.isFunctionLike(node) || ts.isAwaitExpression(node))
    if (waits !== undefined && ts.isAwaitExpression(waits)) this.#throwAt(waits)
    else if (ts.isExpressionStatement(parent) || ts.isVoidExpression(parent))
      this.#taken(runnerFunction(call) ?? fn, NOBODY)
    else {
      this.#returned.add(call)
      this.#leaveAround(call)
    }
  }

  #leaveAround(node: ts.Node): void {
    const around = runnerFunction(node)
    if (around !== undefined) this.#leave(around)
  }
}

/** Tells whether a function of the app that takes another is seen to catch something. */
function catchesItself(call: ts.CallExpression, checker: ts.TypeChecker): boolean {
  const declaration = checker.getResolvedSignature(call)?.declaration
  const isSeen = declaration !== undefined && 'body' in declaration && declaration.body !== undefined
  return isSeen && CATCHES.test(declaration.getText())
}

function runnerFunction(node: ts.Node): Fn | undefined {
  const runner = runnerOf(node)
  return runner !== undefined && 'parameters' in runner ? runner : undefined
}

/** Tells whether a `try` of the same function catches what is thrown at a place. */
function isCaughtWithin(place: ts.Node, runner: ts.Node): boolean {
  for (let node = place; node !== runner && node.parent !== undefined; node = node.parent) {
    const { parent } = node
    if (ts.isTryStatement(parent) && parent.catchClause !== undefined && isInside(place, parent.tryBlock))
      return true
  }
  return false
}

/** Every way on which an error that is thrown at a place ends the process. */
export function escapesOf(place: ts.Node, app: App, functions: Functions): readonly Escape[] {
  return new EscapeSearch(app, functions).from(place)
}
