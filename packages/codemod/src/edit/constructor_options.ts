import { ts } from 'ts-morph'
import type { App } from '../app/app.ts'
import { constructionOf, isAvailableAt } from '../code/construction.ts'
import { innermost, isPure, isStatementList, statementOf } from '../code/syntax.ts'
import type { Assignment, Finding, Scan, Signing } from '../scan/findings.ts'
import { familyOf, isWidening } from '../twilio/classes.ts'
import type { Family } from '../twilio/twilio_class.ts'
import type { Edit } from './edits.ts'
import { removeStatement } from './edits_of_lines.ts'

/** What moves into the options of a constructor. */
interface Option {
  readonly name: string
  readonly value: ts.Expression
}

/** Edits of one family, and why some of it cannot be edited. */
export interface Rewrite {
  readonly edits: Edit[]
  readonly reasons: Finding[]
}

/** The place of the options among the constructor's arguments. */
function optionsIndex(name: string): number {
  return name === 'AccessToken' ? 3 : 0
}

/**
 * Moves into the constructor what `twilio` takes later: `token.identity = …`, whose native field cannot be assigned,
 * and the algorithm of `token.toJwt('HS512')`.
 */
export function moveIntoConstructors(
  { file, assignments, signings }: Scan,
  family: Family,
  app: App,
): Rewrite {
  const rewrite: Rewrite = { edits: [], reasons: [] }
  const options = new Map<ts.NewExpression, { name: string; options: Option[] }>()
  const refuse = (node: ts.Node, message: string) => void rewrite.reasons.push({ file, node, message })
  const add = (made: ts.NewExpression, name: string, option: Option) => {
    const known = options.get(made) ?? { name, options: [] }
    known.options.push(option)
    options.set(made, known)
  }

  const moved = new Set<ts.Statement>()
  for (const item of assignments.filter(({ name }) => familyOf(name) === family)) {
    const made = constructionOf(item.access.expression, app)
    const statement = statementOf(item.assignment)
    const reason = made === undefined ? 'the object is made elsewhere' : whyNotMoved(item, made, moved, app)
    if (made === undefined || statement === undefined || reason !== undefined) {
      const field = item.access.name.text
      refuse(
        item.access,
        `${item.name}.${field} is assigned, and the native one takes it as an option; it cannot move there, since ${reason}`,
      )
      continue
    }
    moved.add(statement)
    add(made, item.name, { name: item.access.name.text, value: item.assignment.right })
    rewrite.edits.push(removeStatement(statement, { withComment: true }))
  }

  for (const [made, algorithm] of algorithmsOf(
    signings.filter(({ name }) => familyOf(name) === family),
    refuse,
    app,
  ))
    add(made, 'AccessToken', { name: 'algorithm', value: algorithm })

  for (const [made, { name, options: added }] of options) {
    const open = added.find(({ name: option, value }) => isWidening(name, option) && !isText(value))
    if (open !== undefined) {
      const isAlone = added.length === 1 && (made.arguments ?? []).length === 0 && isPure(open.value)
      if (isAlone) rewrite.edits.push(addOpenOption(made, open))
      else
        refuse(
          made,
          `${open.name} may be nothing here, which opens every one to twilio and is refused by ${name}: leave it out where every one is meant, and run this again`,
        )
      continue
    }
    const edits = addOptions(made, optionsIndex(name), added)
    if (edits === undefined) refuse(made, `the options of ${name} are not where they can be added to`)
    else rewrite.edits.push(...edits)
  }
  return rewrite
}

/** Why an assignment cannot move up to the constructor. */
function whyNotMoved(
  { access, assignment }: Assignment,
  made: ts.NewExpression,
  moved: ReadonlySet<ts.Statement>,
  app: App,
): string | undefined {
  const here = statementOf(assignment)
  const start = statementOf(made)
  if (
    here === undefined ||
    start === undefined ||
    here.parent !== start.parent ||
    !isStatementList(here.parent)
  )
    return 'it happens elsewhere, or only sometimes'
  // The statement of an `if` without braces is not the list's own.
  if (ts.findAncestor(assignment, ts.isStatement) !== here) return 'it happens only sometimes'
  if (!ts.isExpressionStatement(here) || innermost(here.expression) !== assignment)
    return ts.isExpressionStatement(here) && isChosen(here.expression)
      ? 'it happens only sometimes'
      : 'its result is used'
  const { statements } = here.parent
  const between = statements.slice(statements.indexOf(start) + 1, statements.indexOf(here))
  const isNext = between.every((statement) => moved.has(statement))
  if (!isNext && !isPure(assignment.right)) return 'what it calls would be called earlier'
  const variable = access.expression.getText()
  if (!isNext && !between.every((statement) => moved.has(statement) || isHarmless(statement, variable)))
    return 'other things happen between'
  if (!isAvailableAt(assignment.right, made, app)) return 'its value is made only after'
  return undefined
}

/** Tells whether an expression is `a && b` or the like, of which a part is evaluated only sometimes. */
function isChosen(node: ts.Expression): boolean {
  const inner = innermost(node)
  if (ts.isConditionalExpression(inner)) return true
  return ts.isBinaryExpression(inner) && SHORT_CIRCUITS.has(inner.operatorToken.kind)
}

const SHORT_CIRCUITS = new Set([
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
])

/** Tells whether a statement can only make grants and add them. */
function isHarmless(statement: ts.Statement, variable: string): boolean {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.every(
      ({ initializer }) => initializer === undefined || isPure(initializer) || isPureNew(initializer),
    )
  if (!ts.isExpressionStatement(statement) || !ts.isCallExpression(statement.expression)) return false
  const { expression, arguments: given } = statement.expression
  return (
    ts.isPropertyAccessExpression(expression) &&
    expression.expression.getText() === variable &&
    /^add(Grant|Policy)$/.test(expression.name.text) &&
    given.every((argument) => isPure(argument) || isPureNew(argument))
  )
}

function isPureNew(node: ts.Expression): boolean {
  const inner = innermost(node)
  return ts.isNewExpression(inner) && isPure(inner.expression) && (inner.arguments ?? []).every(isPure)
}

/** The algorithm that each token is signed with, where one is given. */
function algorithmsOf(
  signings: readonly Signing[],
  refuse: (node: ts.Node, message: string) => void,
  app: App,
): Map<ts.NewExpression, ts.Expression> {
  const algorithms = new Map<ts.NewExpression, ts.Expression>()
  const plain = new Set<ts.NewExpression>()
  for (const { access, call } of signings) {
    const made = constructionOf(access.expression, app)
    const [algorithm] = call.arguments
    if (algorithm === undefined || algorithm.getText() === 'undefined') {
      if (made !== undefined) plain.add(made)
      continue
    }
    const known = made && algorithms.get(made)
    if (made === undefined)
      refuse(
        call,
        'toJwt is given an algorithm, which the native constructor takes, and the token is made elsewhere',
      )
    else if (!isPure(algorithm) || !isAvailableAt(algorithm, made, app))
      refuse(call, 'toJwt is given an algorithm that is not known yet where the token is made')
    else if (known !== undefined && known.getText() !== algorithm.getText())
      refuse(call, 'one token is signed with different algorithms')
    else algorithms.set(made, algorithm)
  }
  for (const made of plain)
    if (algorithms.has(made)) refuse(made, 'one token is signed with different algorithms')
  return algorithms
}

/** Tells whether a value is a text with something in it, as it is written. */
function isText(value: ts.Expression): boolean {
  const inner = innermost(value)
  return (ts.isStringLiteralLike(inner) && inner.text !== '') || ts.isTemplateExpression(inner)
}

/** An option that is left out where it is nothing, since `twilio` then gives the token more. */
function addOpenOption(made: ts.NewExpression, option: Option): Edit {
  const inner = innermost(option.value)
  const text = inner.getText()
  const isSimple = ts.isIdentifier(inner) || ts.isPropertyAccessExpression(inner)
  const given = `${isSimple ? text : `(${text})`} ? { ${write({ ...option, value: inner })} } : {}`
  return made.arguments === undefined
    ? { start: made.end, end: made.end, text: `(${given})` }
    : { start: made.end - 1, end: made.end - 1, text: given }
}

function isShorthand({ name, value }: Option): boolean {
  return ts.isIdentifier(value) && value.text === name
}

function write(option: Option): string {
  return isShorthand(option) ? option.name : `${option.name}: ${option.value.getText()}`
}

/** Adds options to a `new`, whatever form its options have now. */
function addOptions(made: ts.NewExpression, index: number, options: readonly Option[]): Edit[] | undefined {
  const given = made.arguments ?? ts.factory.createNodeArray<ts.Expression>()
  if (given.some(ts.isSpreadElement)) return undefined
  // The last of several assignments to one field is the one that counts.
  const last = options.filter(({ name }, at) => !options.slice(at + 1).some((later) => later.name === name))
  const present = given[index]
  if (present === undefined) {
    if (given.length !== index) return undefined
    const text = `{ ${last.map(write).join(', ')} }`
    const before = given[index - 1]
    if (before !== undefined)
      return [{ start: before.end, end: before.end, text: `,${gapBefore(before)}${text}` }]
    return made.arguments === undefined
      ? [{ start: made.end, end: made.end, text: `(${text})` }]
      : [{ start: made.end - 1, end: made.end - 1, text }]
  }
  const inner = innermost(present)
  if (!ts.isObjectLiteralExpression(inner))
    return isPure(present)
      ? [
          {
            start: present.getStart(),
            end: present.end,
            text: `{ ...${present.getText()}, ${last.map(write).join(', ')} }`,
          },
        ]
      : undefined
  return addMembers(inner, last)
}

/** What stands before an element of a list: a space, or a line of its own. */
function gapBefore(element: ts.Node): string {
  return /\r?\n[ \t]*$/.exec(element.getFullText().slice(0, element.getStart() - element.pos))?.[0] ?? ' '
}

function addMembers(object: ts.ObjectLiteralExpression, options: readonly Option[]): Edit[] | undefined {
  const edits: Edit[] = []
  const added: Option[] = []
  for (const option of options) {
    const present = object.properties.find((property) => property.name?.getText() === option.name)
    if (present === undefined) added.push(option)
    else if (!isPure(present)) return undefined
    else edits.push({ start: present.getStart(), end: present.end, text: write(option) })
  }
  if (added.length === 0) return edits
  const lastMember = object.properties.at(-1)
  if (lastMember === undefined)
    edits.push({ start: object.getStart(), end: object.end, text: `{ ${added.map(write).join(', ')} }` })
  else {
    const gap = gapBefore(lastMember)
    const text = added.map((option) => `,${gap}${write(option)}`).join('')
    edits.push({ start: lastMember.end, end: lastMember.end, text })
  }
  return edits
}
