import { ts } from 'ts-morph'
import type { App } from '../app/app.ts'
import { isTestPath } from '../app/test_paths.ts'
import { isSeenPresent } from '../code/guarded_values.ts'
import { membersOf } from '../code/object_literal.ts'
import { innermost, isPure, outermost } from '../code/syntax.ts'
import type { KnownValue, ValueSearch } from '../code/values.ts'
import type { Edit } from '../edit/edits.ts'
import { familyOf, optionsOf } from '../twilio/classes.ts'
import type { ClassOptions, Family } from '../twilio/twilio_class.ts'
import { isOfFunctionContext } from '../waiting/handlers.ts'
import type { Finding, Scan } from './findings.ts'

/** What the native classes would refuse, told or mended. */
export interface RefusedValues {
  readonly edits: Edit[]
  readonly reasons: Finding[]
  readonly notes: Finding[]
}

/** Reads what the constructors of one family are given in a file. */
export class ValueReader {
  readonly #app: App
  readonly #values: ValueSearch

  constructor(app: App, values: ValueSearch) {
    this.#app = app
    this.#values = values
  }

  read({ file, uses, assignments }: Scan, family: Family): RefusedValues {
    const found: RefusedValues = { edits: [], reasons: [], notes: [] }
    for (const { node, name, isType, isAlias } of uses) {
      const made = outermost(node).parent
      const options = optionsOf(name)
      if (
        isType ||
        isAlias ||
        familyOf(name) !== family ||
        !ts.isNewExpression(made) ||
        options === undefined
      )
        continue
      this.#readArguments(made, name, options, found)
    }
    for (const { name, access, assignment } of assignments) {
      const options = optionsOf(name)
      if (familyOf(name) === family && options !== undefined)
        this.#readValue(access.name.text, assignment.right, name, options, found)
    }
    return { ...found, reasons: found.reasons.map((reason) => ({ ...reason, file })) }
  }

  #readArguments(made: ts.NewExpression, name: string, options: ClassOptions, found: RefusedValues): void {
    const given = made.arguments ?? []
    if (given.some(ts.isSpreadElement)) return
    for (const [index, option] of (options.before ?? []).entries()) {
      const argument = given[index]
      if (argument !== undefined) this.#readValue(option, argument, name, options, found)
    }
    const last = given[options.at]
    if (last === undefined || options.names.length === 0) return
    if (
      options.names.length === 1 &&
      !ts.isObjectLiteralExpression(innermost(last)) &&
      name.endsWith('Scope')
    )
      this.#readValue(options.names[0] as string, last, name, options, found)
    else this.#readOptions(last, name, options, found)
  }

  #readOptions(argument: ts.Expression, name: string, options: ClassOptions, found: RefusedValues): void {
    const file = argument.getSourceFile()
    const object = innermost(argument)
    if (object.kind === ts.SyntaxKind.NullKeyword) {
      found.reasons.push({
        file,
        node: argument,
        message: `${name} is given null, which the native class refuses`,
      })
      return
    }
    if (!ts.isObjectLiteralExpression(object)) return
    const members = membersOf(object)
    for (const [option, value] of members ?? []) {
      if (!options.names.includes(option)) {
        if (option === 'algorithm' && name === 'AccessToken') continue
        found.reasons.push({
          file,
          node: value,
          message: `${name} has no option ${option}: twilio ignores it, and the native class refuses it`,
        })
      } else if (options.widening?.includes(option) === true) {
        if (!this.#mendWidening(object, option, value, name, found))
          this.#readValue(option, value, name, options, found)
      } else this.#readValue(option, value, name, options, found)
    }
  }

  /** What of one option, or argument, would be refused. */
  #readValue(
    option: string,
    value: ts.Expression,
    name: string,
    options: ClassOptions,
    found: RefusedValues,
  ): void {
    const file = value.getSourceFile()
    const kind = option === 'ttl' ? this.#ttlReason(value) : option === 'nbf' ? nbfReason(value) : undefined
    if (kind !== undefined) return void found.reasons.push({ file, node: value, message: kind })
    if (option === 'ttl' && mayBeNaN(value)) {
      found.edits.push({ start: value.end, end: value.end, text: ' || 3600' })
      return
    }
    for (const known of this.#values.of(value)) {
      const message = refusal(option, known, options)
      if (message === undefined) continue
      const isHere = known.node.getSourceFile() === file
      const isDropped = !known.value && !known.isOnly && isHere && !(options.before ?? []).includes(option)
      if (isDropped && isFallback(known.node, value) && option !== 'identity' && option !== 'ttl')
        found.edits.push({ start: known.node.getStart(), end: known.node.end, text: 'undefined' })
      else if (known.isOnly)
        found.reasons.push({
          file,
          node: value,
          message: `the native class refuses this ${option}: ${message}`,
        })
      else if (known.value !== '' || !isHere)
        found.notes.push({
          file: known.node.getSourceFile(),
          node: known.node,
          message: `${name} refuses this as ${option}: ${message}${
            isTestPath(this.#app.pathOf(known.node.getSourceFile()))
              ? '; give the test a value of the right form'
              : ''
          }`,
        })
    }
  }

  #ttlReason(value: ts.Expression): string | undefined {
    if (isOfFunctionContext(value, this.#app.checker))
      return 'ttl is a text here, as all that the context of a Function holds: give a number of seconds, and run this again'
    const texts = this.#values.of(value).filter((known) => typeof known.value === 'string')
    const type = this.#app.checker.getTypeAtLocation(value)
    const isText = (part: ts.Type) => (part.flags & ts.TypeFlags.StringLike) !== 0
    const mayBeText = type.isUnion() ? type.types.some(isText) : isText(type)
    if (texts.length === 0 && !mayBeText) return undefined
    return 'ttl is a text here, which twilio reads as milliseconds and the native class refuses: give a number of seconds, and run this again'
  }

  /** `{ room }` that may be nothing: twilio then opens every room, and the native class refuses. */
  #mendWidening(
    object: ts.ObjectLiteralExpression,
    option: string,
    value: ts.Expression,
    name: string,
    found: RefusedValues,
  ): boolean {
    const file = value.getSourceFile()
    if (ts.isLiteralExpression(innermost(value)) || this.#isSomething(value)) return false
    const note = `without a ${option}, ${name} opens every one, as it did: pass none only where that is meant`
    const simple = simplify(value)
    if (object.properties.length !== 1 || !isPure(simple)) {
      if (!this.#mayBeNothing(value)) return false
      found.reasons.push({
        file,
        node: value,
        message: `${option} may be nothing here, which opens every one to twilio and is refused by ${name}: leave it out where every one is meant, and run this again`,
      })
      return true
    }
    found.notes.push({ file, node: value, message: note })
    const text = simple.getText()
    const written = simple === value ? object.getText() : object.getText().replace(value.getText(), text)
    // A name alone is fine as a condition; what binds weaker is not.
    const condition = ts.isIdentifier(simple) || ts.isPropertyAccessExpression(simple) ? text : `(${text})`
    found.edits.push({
      start: object.getStart(),
      end: object.end,
      text: `${condition} ? ${written} : {}`,
    })
    return true
  }

  /** Tells whether a value is a text with something in it, whatever happens. */
  #isSomething(value: ts.Expression): boolean {
    const inner = innermost(value)
    if (ts.isLiteralExpression(inner) || ts.isTemplateExpression(inner)) return inner.getText().length > 2
    if (ts.isBinaryExpression(inner) && inner.operatorToken.kind === ts.SyntaxKind.PlusToken)
      return this.#isSomething(inner.left) || this.#isSomething(inner.right)
    const values = this.#values.of(value)
    const last = values.find(({ node }) => node === lastChoice(inner))
    if (last !== undefined) return Boolean(last.value)
    const [only] = values
    if (values.length === 1 && only?.isOnly === true) return Boolean(only.value)
    return isSeenPresent(value)
  }

  /** Tells by its type whether a value may be nothing. */
  #mayBeNothing(value: ts.Expression): boolean {
    const type = this.#app.checker.getTypeAtLocation(value)
    const parts = type.isUnion() ? type.types : [type]
    return !this.#app.saysNothing || parts.some(({ flags }) => (flags & NOTHING) !== 0)
  }
}

const NOTHING = ts.TypeFlags.Undefined | ts.TypeFlags.Null | ts.TypeFlags.Any | ts.TypeFlags.Unknown

/** What `a || b || c` gives last. */
function lastChoice(node: ts.Expression): ts.Expression {
  const inner = innermost(node)
  const isChoice =
    ts.isBinaryExpression(inner) &&
    (inner.operatorToken.kind === ts.SyntaxKind.BarBarToken ||
      inner.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken)
  return isChoice ? lastChoice(inner.right) : inner
}

/** `a` of `a || ''` and of `a || undefined`. */
function simplify(value: ts.Expression): ts.Expression {
  const inner = innermost(value)
  if (!ts.isBinaryExpression(inner) || inner.operatorToken.kind !== ts.SyntaxKind.BarBarToken) return value
  const right = innermost(inner.right)
  const isNothing =
    (ts.isStringLiteralLike(right) && right.text === '') ||
    right.kind === ts.SyntaxKind.NullKeyword ||
    right.getText() === 'undefined'
  return isNothing ? inner.left : value
}

function refusal(option: string, { value }: KnownValue, { attempt }: ClassOptions): string | undefined {
  try {
    attempt(option, value)
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

/** Tells whether a literal is what is left of an expression where the rest gives nothing. */
function isFallback(literal: ts.Node, value: ts.Expression): boolean {
  return literal.pos >= value.pos && literal.end <= value.end
}

/** `Number(process.env.TTL)` is no number where the variable is missing: twilio takes its default then. */
function mayBeNaN(value: ts.Expression): boolean {
  const inner = innermost(value)
  if (ts.isPrefixUnaryExpression(inner)) return inner.operator === ts.SyntaxKind.PlusToken
  return ts.isCallExpression(inner) && /^(Number(\.parseInt)?|parseInt)$/.test(inner.expression.getText())
}

function nbfReason(value: ts.Expression): string | undefined {
  const text = innermost(value).getText().replace(/\s+/g, '')
  if (/^(Date\.now\(\)|\+?newDate\(\)(\.(getTime|valueOf)\(\))?)$/.test(text))
    return 'nbf is in milliseconds here: the token lives from the far future on, and the native class refuses it'
  if (/^\(?(Date\.now\(\)|newDate\(\)(\.(getTime|valueOf)\(\))?)\)?\/1000$/.test(text))
    return 'nbf is no whole number of seconds here, which the native class refuses: wrap it in Math.floor(), and run this again'
  return undefined
}
