import { ts } from 'ts-morph'
import type { App } from '../app/app.ts'
import { type Fn, type Functions, isCallee, nameOf } from '../code/functions.ts'
import { isInside, outermost, runnerOf } from '../code/syntax.ts'
import type { Edit } from '../edit/edits.ts'
import { callsBackBy, exportName, exportTaker, isGuarded, placedTaker, takesRequest } from './handlers.ts'
import { type Taker, takerOf } from './takers.ts'
import { asyncEdits, awaitEdits, waitsAlready } from './wait_edits.ts'

interface Draft {
  readonly functions: Set<Fn>
  readonly calls: Set<ts.CallExpression>
}

/** What is known of one place where a function is named. */
interface KnownUse {
  readonly reason?: string | undefined
  /** Somebody calls it there, and waits. */
  readonly isUsed?: boolean
}

export function isAsync(fn: ts.Node): boolean {
  return (ts.getCombinedModifierFlags(fn as ts.Declaration) & ts.ModifierFlags.Async) !== 0
}

/** Plans which calls wait for a promise, and which functions become asynchronous for it. */
export class WaitingPlan {
  readonly #app: App
  readonly #functions: Functions
  readonly #done: Draft = { functions: new Set(), calls: new Set() }

  constructor(app: App, functions: Functions) {
    this.#app = app
    this.#functions = functions
  }

  /** Makes a call wait, and all that it takes; or says why that is not safe and changes nothing. */
  wait(call: ts.CallExpression): string | undefined {
    const draft: Draft = { functions: new Set(), calls: new Set() }
    const reason = this.#waitFor(call, draft)
    if (reason !== undefined) return reason
    for (const fn of draft.functions) this.#done.functions.add(fn)
    for (const made of draft.calls) this.#done.calls.add(made)
    return undefined
  }

  /** The functions that become asynchronous. */
  get functions(): readonly Fn[] {
    return [...this.#done.functions]
  }

  /** The edits for all of it, by file. */
  edits(): Map<ts.SourceFile, Edit[]> {
    const edits = new Map<ts.SourceFile, Edit[]>()
    const add = (file: ts.SourceFile, added: readonly Edit[]) =>
      edits.set(file, [...(edits.get(file) ?? []), ...added])
    for (const fn of this.#done.functions) add(fn.getSourceFile(), asyncEdits(fn))
    for (const call of this.#done.calls) if (!waitsAlready(call)) add(call.getSourceFile(), awaitEdits(call))
    return edits
  }

  #placeOf(node: ts.Node): string {
    const file = node.getSourceFile()
    return `${this.#app.pathOf(file)}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`
  }

  #waitFor(call: ts.CallExpression, draft: Draft): string | undefined {
    const runner = runnerOf(call)
    draft.calls.add(call)
    if (runner === undefined)
      return this.#app.isModule(call.getSourceFile())
        ? undefined
        : 'the top level of a CommonJS module cannot wait'
    if (ts.isPropertyDeclaration(runner)) return 'the initializer of a field cannot wait'
    if (ts.isClassStaticBlockDeclaration(runner)) return 'a static block cannot wait'
    if (runner.body === undefined || !isInside(call, runner.body))
      return 'the default of a parameter cannot wait'
    return this.#makeAsync(runner, draft)
  }

  #makeAsync(fn: Fn, draft: Draft): string | undefined {
    if (isAsync(fn) || this.#done.functions.has(fn) || draft.functions.has(fn)) return undefined
    if (ts.isConstructorDeclaration(fn)) return 'a constructor cannot wait'
    if (ts.isAccessor(fn)) return 'a getter or setter cannot wait'
    if (fn.asteriskToken !== undefined) return 'a generator would become another kind of generator'
    if (fn.type !== undefined && ts.isTypePredicateNode(fn.type)) return `${label(fn)} tells a type`
    const back = callsBackBy(fn)
    if (back !== undefined) return `${label(fn)} answers by ${back}(), and must not give a promise as well`
    draft.functions.add(fn)
    return this.#typeReason(fn) ?? this.#useReason(fn, draft)
  }

  /** Why a type that the function must have does not let it return a promise. */
  #typeReason(fn: Fn): string | undefined {
    const { checker } = this.#app
    const expected =
      ts.isFunctionExpression(fn) || ts.isArrowFunction(fn) ? checker.getContextualType(fn) : undefined
    for (const signature of expected?.getCallSignatures() ?? [])
      if (!mayBePromise(signature.getReturnType())) return `a type says that ${label(fn)} returns no promise`
    if (!ts.isMethodDeclaration(fn) || !ts.isClassLike(fn.parent)) return undefined
    const name = nameOf(fn)
    for (const clause of fn.parent.heritageClauses ?? [])
      for (const base of clause.types)
        if (name !== undefined && checker.getTypeAtLocation(base).getProperty(name) !== undefined)
          return `${label(fn)} is what ${base.expression.getText()} says it is`
    return undefined
  }

  /** Why somebody who uses the function could not take a promise. */
  #useReason(fn: Fn, draft: Draft): string | undefined {
    const { checker, manifestFor, pathOf } = this.#app
    const file = fn.getSourceFile()
    const placed = placedTaker(fn, manifestFor(file), checker)
    const own = ts.isFunctionExpression(fn) || ts.isArrowFunction(fn) ? [fn] : []
    const names = [exportName(fn)]
    let isUsed = placed !== undefined
    for (const node of [...own, ...this.#functions.references(fn)]) {
      const use = this.#readUse(node, fn, draft)
      if (use.reason !== undefined) return use.reason
      isUsed ||= use.isUsed === true
      names.push(exportName(node))
    }
    const exports = names.filter((name) => name !== undefined)
    const takers = exports.map((name) => exportTaker(fn, name, pathOf(file), manifestFor(file)))
    const unknown = this.#unknownReason(fn, draft)
    if (unknown.reason !== undefined) return unknown.reason
    isUsed ||= unknown.isUsed === true
    for (const taker of [placed, ...takers]) {
      const reason = taker && uncaughtReason(fn, taker)
      if (reason !== undefined) return reason
    }
    if (isUsed || takers.some((taker) => taker !== undefined)) return undefined
    if (exports.length > 0) return `${label(fn)} is exported, and who calls it is not known`
    return `who calls ${label(fn)} is not known`
  }

  /** What code does with a name of which nothing is known, and which may be this function's. */
  #unknownReason(fn: Fn, draft: Draft): KnownUse {
    const name = nameOf(fn)
    let isUsed = false
    for (const node of name === undefined ? [] : this.#functions.unknown(name, fn)) {
      const { parent } = outermost(node)
      if (isCallee(node))
        return {
          reason: `${this.#placeOf(node)} may call ${label(fn)}, in a way that cannot be followed`,
        }
      if (!ts.isCallExpression(parent)) continue
      const use = this.#readUse(node, fn, draft)
      if (use.reason !== undefined) return use
      isUsed ||= use.isUsed === true
    }
    return { isUsed }
  }

  #readUse(node: ts.Node, fn: Fn, draft: Draft): KnownUse {
    const outer = outermost(node)
    const { parent } = outer
    if (ts.isNewExpression(parent) && parent.expression === outer)
      return { reason: `${this.#placeOf(node)} makes objects of ${label(fn)}` }
    if (ts.isCallExpression(parent) && parent.expression === outer) return this.#readCall(parent, fn, draft)
    if (ts.isCallExpression(parent)) return this.#readArgument(parent, outer, fn)
    if (ts.isArrayLiteralExpression(parent)) {
      const list = outermost(parent)
      if (ts.isCallExpression(list.parent)) return this.#readArgument(list.parent, list, fn)
    }
    if (ts.isPropertyAccessExpression(parent) && parent.expression === outer) {
      const call = outermost(parent).parent
      if (parent.name.text === 'bind' && ts.isCallExpression(call)) return this.#readUse(call, fn, draft)
      return { reason: `${this.#placeOf(node)} uses ${label(fn)} in a way that cannot be followed` }
    }
    if (isNaming(node, outer)) return {}
    return { reason: `${this.#placeOf(node)} hands ${label(fn)} on, where it cannot be followed` }
  }

  #readCall(call: ts.CallExpression, fn: Fn, draft: Draft): KnownUse {
    if (waitsAlready(call)) return { isUsed: true }
    const reason = this.#waitFor(call, draft)
    return reason === undefined
      ? { isUsed: true }
      : { reason: `${this.#placeOf(call)} needs what ${label(fn)} returns at once: ${reason}` }
  }

  #readArgument(call: ts.CallExpression, given: ts.Node, fn: Fn): KnownUse {
    const taker = takerOf(call, given, this.#app.manifestFor(call.getSourceFile()), this.#app.checker)
    if (taker === undefined)
      return {
        reason: `${this.#placeOf(call)} gives ${label(fn)} to ${calleeOf(call)}, which may need its result at once`,
      }
    const reason = uncaughtReason(fn, taker)
    return reason === undefined ? { isUsed: true } : { reason }
  }
}

/** Why who takes a function would not catch what it rejects with, where it may reject. */
function uncaughtReason(fn: Fn, { name, catches }: Taker): string | undefined {
  if (catches === 'all' || isGuarded(fn)) return undefined
  return `${name} does not catch what an asynchronous ${takesRequest(fn) ? 'handler' : 'function'} rejects with`
}

/** Tells whether a function only gets another name: what is done with that is seen by itself. */
function isNaming(node: ts.Node, outer: ts.Node): boolean {
  const { parent } = outer
  if (exportName(node) !== undefined || ts.isVariableDeclaration(parent) || ts.isTypeOfExpression(parent))
    return true
  if (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken) return true
  if (ts.isPropertyDeclaration(parent) || ts.isExpressionStatement(parent)) return true
  if (!ts.isPropertyAssignment(parent) && !ts.isShorthandPropertyAssignment(parent)) return false
  const object = outermost(parent.parent)
  return (
    ts.isVariableDeclaration(object.parent) ||
    ts.isExportAssignment(object.parent) ||
    // An object of options: who takes that is asked elsewhere.
    ts.isCallExpression(object.parent)
  )
}

function mayBePromise(type: ts.Type): boolean {
  if (type.isUnion()) return type.types.some(mayBePromise)
  const free = ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Void | ts.TypeFlags.TypeParameter
  return (type.flags & free) !== 0 || type.getSymbol()?.getName() === 'Promise'
}

function label(fn: Fn): string {
  const name = nameOf(fn)
  return name === undefined ? 'this function' : `${name}()`
}

function calleeOf({ expression }: ts.CallExpression): string {
  return ts.isPropertyAccessExpression(expression)
    ? `${expression.name.text}()`
    : `${expression.getText().slice(0, 40)}()`
}
