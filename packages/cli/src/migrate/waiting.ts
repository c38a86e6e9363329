import { ts } from 'ts-morph'
import type { App } from './app.ts'
import type { Edit } from './edits.ts'
import { type Fn, type Functions, isCallee, nameOf } from './functions.ts'
import {
  answersLater,
  exportName,
  isDecorated,
  isFrameworkExport,
  isHandlerMember,
  isTaker,
  takesRequest,
} from './handlers.ts'
import { isInside, outermost, runnerOf } from './syntax.ts'

/** Which calls wait for a promise, and which functions become asynchronous for it. */
interface Waiting {
  /** Makes a call wait, and all that it takes; or says why that is not safe and changes nothing. */
  readonly wait: (call: ts.CallExpression) => string | undefined
  /** Every function that became asynchronous. */
  readonly functions: ReadonlySet<Fn>
  /** The edits for all of it, by file. */
  readonly edits: () => Map<ts.SourceFile, Edit[]>
}

interface Draft {
  readonly functions: Set<Fn>
  readonly calls: Set<ts.CallExpression>
}

function isAsync(fn: ts.Node): boolean {
  return (ts.getCombinedModifierFlags(fn as ts.Declaration) & ts.ModifierFlags.Async) !== 0
}

/** Plans where to wait. `isModule` says of a file whether it is an ES module when it runs. */
export function planWaiting(
  app: App,
  functions: Functions,
  isModule: (file: ts.SourceFile) => boolean,
): Waiting {
  const { checker } = app
  const done: Draft = { functions: new Set(), calls: new Set() }

  function placeOf(node: ts.Node): string {
    const file = node.getSourceFile()
    return `${app.pathOf(file)}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`
  }

  function label(fn: Fn): string {
    const name = nameOf(fn)
    return name === undefined ? 'this function' : `${name}()`
  }

  function waitFor(call: ts.CallExpression, draft: Draft): string | undefined {
    const runner = runnerOf(call)
    draft.calls.add(call)
    if (runner === undefined)
      return isModule(call.getSourceFile()) ? undefined : 'the top level of a CommonJS module cannot wait'
    if (ts.isPropertyDeclaration(runner)) return 'the initializer of a field cannot wait'
    if (ts.isClassStaticBlockDeclaration(runner)) return 'a static block cannot wait'
    if (runner.body === undefined || !isInside(call, runner.body))
      return 'the default of a parameter cannot wait'
    return makeAsync(runner, draft)
  }

  function makeAsync(fn: Fn, draft: Draft): string | undefined {
    if (isAsync(fn) || done.functions.has(fn) || draft.functions.has(fn)) return undefined
    if (ts.isConstructorDeclaration(fn)) return 'a constructor cannot wait'
    if (ts.isAccessor(fn)) return 'a getter or setter cannot wait'
    if (fn.asteriskToken !== undefined) return 'a generator would become another kind of generator'
    if (fn.type !== undefined && ts.isTypePredicateNode(fn.type)) return `${label(fn)} tells a type`
    draft.functions.add(fn)
    return typeReason(fn) ?? useReason(fn, draft)
  }

  /** Why a type that the function must have does not let it return a promise. */
  function typeReason(fn: Fn): string | undefined {
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

  function mayBePromise(type: ts.Type): boolean {
    if (type.isUnion()) return type.types.some(mayBePromise)
    const free = ts.TypeFlags.Any | ts.TypeFlags.Unknown | ts.TypeFlags.Void | ts.TypeFlags.TypeParameter
    return (type.flags & free) !== 0 || type.getSymbol()?.getName() === 'Promise'
  }

  /** Why somebody who uses the function could not take a promise. */
  function useReason(fn: Fn, draft: Draft): string | undefined {
    if (isDecorated(fn) || isHandlerMember(fn)) return undefined
    let isUsed = false
    const own = ts.isFunctionExpression(fn) || ts.isArrowFunction(fn) ? [fn] : []
    const exported = exportName(fn)
    const names = exported === undefined ? [] : [exported]
    for (const node of [...own, ...functions.references(fn)]) {
      const use = readUse(node, fn, draft)
      if (use.reason !== undefined) return use.reason
      if (use.isUsed === true) isUsed = true
      const name = exportName(node)
      if (name !== undefined) names.push(name)
    }
    const name = nameOf(fn)
    for (const node of name === undefined ? [] : functions.unknown(name)) {
      const { parent } = outermost(node)
      if (ts.isCallExpression(parent) && parent.expression !== outermost(node) && isTaker(parent))
        isUsed = true
      else if (isCallee(node))
        return `${placeOf(node)} may call ${label(fn)}, in a way that cannot be followed`
    }
    const path = app.pathOf(fn.getSourceFile())
    const isFramework = names.some((exportedName) => isFrameworkExport(fn, exportedName, path))
    if (isFramework && answersLater(fn)) return `${label(fn)} answers through a callback that is called later`
    if (isUsed || isFramework) return undefined
    if (names.length > 0) return `${label(fn)} is exported, and who calls it is not known`
    return takesRequest(fn) ? undefined : `who calls ${label(fn)} is not known`
  }

  function readUse(node: ts.Node, fn: Fn, draft: Draft): { reason?: string | undefined; isUsed?: boolean } {
    const outer = outermost(node)
    const { parent } = outer
    if (ts.isNewExpression(parent)) return { reason: `${placeOf(node)} makes objects of ${label(fn)}` }
    if (ts.isCallExpression(parent) && parent.expression === outer) {
      if (waitsAlready(parent)) return { isUsed: true }
      const reason = waitFor(parent, draft)
      return reason === undefined
        ? { isUsed: true }
        : { reason: `${placeOf(parent)} needs what ${label(fn)} returns at once: ${reason}` }
    }
    if (ts.isCallExpression(parent)) {
      if (isTaker(parent) || takesRequest(fn)) return { isUsed: true }
      return {
        reason: `${placeOf(parent)} gives ${label(fn)} to ${calleeOf(parent)}, which may need its result at once`,
      }
    }
    if (ts.isPropertyAccessExpression(parent) && parent.expression === outer) {
      const call = outermost(parent).parent
      if (parent.name.text === 'bind' && ts.isCallExpression(call)) return readUse(call, fn, draft)
      return { reason: `${placeOf(parent)} uses ${label(fn)} in a way that cannot be followed` }
    }
    if (exportName(node) !== undefined || ts.isVariableDeclaration(parent) || ts.isTypeOfExpression(parent))
      return {}
    if (ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsToken) return {}
    if (ts.isPropertyDeclaration(parent) || ts.isExpressionStatement(parent)) return {}
    if (ts.isPropertyAssignment(parent) || ts.isShorthandPropertyAssignment(parent)) {
      const object = outermost(parent.parent)
      if (ts.isVariableDeclaration(object.parent)) return {}
    }
    if (takesRequest(fn)) return { isUsed: true }
    return { reason: `${placeOf(node)} hands ${label(fn)} on, where it cannot be followed` }
  }

  function calleeOf(call: ts.CallExpression): string {
    const { expression } = call
    return ts.isPropertyAccessExpression(expression)
      ? `${expression.name.text}()`
      : `${expression.getText().slice(0, 40)}()`
  }

  return {
    wait(call) {
      const draft: Draft = { functions: new Set(), calls: new Set() }
      const reason = waitFor(call, draft)
      if (reason !== undefined) return reason
      for (const fn of draft.functions) done.functions.add(fn)
      for (const made of draft.calls) done.calls.add(made)
      return undefined
    },
    functions: done.functions,
    edits() {
      const edits = new Map<ts.SourceFile, Edit[]>()
      const add = (file: ts.SourceFile, added: readonly Edit[]) =>
        edits.set(file, [...(edits.get(file) ?? []), ...added])
      for (const fn of done.functions) add(fn.getSourceFile(), asyncEdits(fn))
      for (const call of done.calls) if (!waitsAlready(call)) add(call.getSourceFile(), awaitEdits(call))
      return edits
    },
  }
}

function waitsAlready(call: ts.CallExpression): boolean {
  return ts.isAwaitExpression(outermost(call).parent)
}

function insert(position: number, text: string): Edit {
  return { start: position, end: position, text }
}

function asyncEdits(fn: Fn): Edit[] {
  const keyword = fn.getChildren().find(({ kind }) => kind === ts.SyntaxKind.FunctionKeyword)
  const at = ts.isMethodDeclaration(fn) ? fn.name : (keyword ?? fn)
  const edits = [insert(at.getStart(), 'async ')]
  if (fn.type !== undefined && !/^Promise(Like)?\b/.test(fn.type.getText()))
    edits.push(insert(fn.type.getStart(), 'Promise<'), insert(fn.type.end, '>'))
  return edits
}

function awaitEdits(call: ts.CallExpression): Edit[] {
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
