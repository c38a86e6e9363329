import { ts } from 'ts-morph'
import type { App } from '../app/app.ts'
import type { Fn, Functions } from './functions.ts'
import { numberOf } from './numbers.ts'
import { innermost, walk } from './syntax.ts'

/** A value that stands in the app and may reach an expression. */
export interface KnownValue {
  readonly value: string | number | boolean | null
  /** Where it stands. */
  readonly node: ts.Expression
  /** Whether the expression is nothing but this value. */
  readonly isOnly: boolean
}

/** So many steps from name to name are followed. */
const MAX_STEPS = 6

/** Finds the literal values that may reach an expression, by names, parameters, members and the environment. */
export class ValueSearch {
  readonly #app: App
  readonly #functions: Functions
  #environment: Map<string, ts.Expression[]> | undefined

  constructor(app: App, functions: Functions) {
    this.#app = app
    this.#functions = functions
  }

  of(expression: ts.Expression): KnownValue[] {
    return this.#find(expression, true, 0)
  }

  #find(expression: ts.Expression, isOnly: boolean, steps: number): KnownValue[] {
    const node = innermost(expression)
    const value = literalOf(node)
    if (value !== undefined) return [{ value, node, isOnly }]
    if (steps > MAX_STEPS) return []
    const follow = (next: ts.Expression, only = false) => this.#find(next, isOnly && only, steps + 1)
    if (ts.isConditionalExpression(node)) return [...follow(node.whenTrue), ...follow(node.whenFalse)]
    if (ts.isBinaryExpression(node)) {
      const { kind } = node.operatorToken
      if (kind === ts.SyntaxKind.BarBarToken)
        return [...follow(node.left).filter((found) => Boolean(found.value)), ...follow(node.right)]
      if (kind === ts.SyntaxKind.QuestionQuestionToken)
        return [...follow(node.left).filter((found) => found.value !== null), ...follow(node.right)]
      return []
    }
    const name = environmentName(node)
    if (name !== undefined) return this.#ofEnvironment(name).flatMap((given) => follow(given))
    if (!ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node)) return []
    const declaration = this.#declarationOf(node)
    return declaration === undefined ? [] : this.#ofDeclaration(declaration, follow)
  }

  #declarationOf(node: ts.Expression): ts.Declaration | undefined {
    const { checker } = this.#app
    const found = ts.isShorthandPropertyAssignment(node.parent)
      ? checker.getShorthandAssignmentValueSymbol(node.parent)
      : checker.getSymbolAtLocation(node)
    const symbol = found && found.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(found) : found
    return symbol?.valueDeclaration
  }

  #ofDeclaration(
    declaration: ts.Declaration,
    follow: (next: ts.Expression, only?: boolean) => KnownValue[],
  ): KnownValue[] {
    if (ts.isVariableDeclaration(declaration) && declaration.initializer !== undefined) {
      const isConst = (ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const) !== 0
      return ts.isIdentifier(declaration.name) ? follow(declaration.initializer, isConst) : []
    }
    if (ts.isPropertyAssignment(declaration)) return follow(declaration.initializer)
    if (ts.isShorthandPropertyAssignment(declaration)) return follow(declaration.name)
    if (!ts.isParameter(declaration)) return []
    const fn = declaration.parent as Fn
    const index = fn.parameters.indexOf(declaration)
    const given = this.#functions.references(fn).flatMap((node) => {
      const call = node.parent
      return ts.isCallExpression(call) && call.expression === node ? (call.arguments[index] ?? []) : []
    })
    return [declaration.initializer, ...given].flatMap((next) => (next === undefined ? [] : follow(next)))
  }

  /** What the app, most often its tests, writes into a variable of the environment. */
  #ofEnvironment(name: string): readonly ts.Expression[] {
    this.#environment ??= this.#readEnvironment()
    return this.#environment.get(name) ?? []
  }

  #readEnvironment(): Map<string, ts.Expression[]> {
    const found = new Map<string, ts.Expression[]>()
    const add = (name: string, value: ts.Expression) => found.set(name, [...(found.get(name) ?? []), value])
    for (const file of this.#app.files.filter(({ text }) => /process\.env|stubEnv/.test(text)))
      walk(file, (node) => {
        if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
          const name = environmentName(node.left)
          if (name !== undefined) add(name, node.right)
        }
        if (!ts.isCallExpression(node) || !node.expression.getText().endsWith('stubEnv')) return
        const [name, value] = node.arguments
        if (name !== undefined && value !== undefined && ts.isStringLiteralLike(name)) add(name.text, value)
      })
    return found
  }
}

/** The name of `process.env.NAME` or `process.env['NAME']`. */
function environmentName(node: ts.Expression): string | undefined {
  if (ts.isPropertyAccessExpression(node) && node.expression.getText() === 'process.env')
    return node.name.text
  if (ts.isElementAccessExpression(node) && node.expression.getText() === 'process.env')
    return ts.isStringLiteralLike(node.argumentExpression) ? node.argumentExpression.text : undefined
  return undefined
}

function literalOf(node: ts.Expression): KnownValue['value'] | undefined {
  if (ts.isStringLiteralLike(node)) return node.text
  if (node.kind === ts.SyntaxKind.TrueKeyword) return true
  if (node.kind === ts.SyntaxKind.FalseKeyword) return false
  if (node.kind === ts.SyntaxKind.NullKeyword) return null
  return numberOf(node)
}
