import { ts } from 'ts-morph'
import { runnerOf, walk } from '../code/syntax.ts'
import type { Edit } from '../edit/edits.ts'
import type { Escape } from './escapes.ts'
import { awaitEdits } from './wait_edits.ts'
import { isAsync } from './waiting.ts'

function insert(position: number, text: string): Edit {
  return { start: position, end: position, text }
}

/** What the `catch` clause says, and what the handler needs for it. */
function reportOf({ fn, taker }: Escape): { code: string; edits: Edit[] } | undefined {
  const names = fn.parameters.map(({ name }) => (ts.isIdentifier(name) ? name.text : undefined))
  if (fn.parameters.some(({ dotDotDotToken }) => dotDotDotToken !== undefined)) return undefined
  const report = names.length === 2 && isAsync(fn) ? (taker.reportAsync ?? taker.report) : taker.report
  if (report === 'callback') {
    const callback = names[2]
    return callback === undefined ? undefined : { code: `${callback}(error)`, edits: [] }
  }
  if (report === 'end') {
    const response = names[1]
    return response === undefined
      ? undefined
      : { code: `console.error(error)\n${response}.statusCode = 500\n${response}.end()`, edits: [] }
  }
  if (report !== 'next' || names.length < 2 || names.length > 3) return undefined
  const next = names[2] ?? 'next'
  if (names.length === 3) return names[2] === undefined ? undefined : { code: `${next}(error)`, edits: [] }
  const last = fn.parameters[1] as ts.ParameterDeclaration
  const isTyped = /\.[cm]?tsx?$/.test(fn.getSourceFile().fileName)
  const added = isTyped ? ', next: (error?: unknown) => void' : ', next'
  return { code: 'next(error)', edits: [insert(last.end, added)] }
}

/** A `try` around the body of a handler: what comes before other edits at one place, and what after. */
interface Guard {
  readonly before: readonly Edit[]
  readonly after: readonly Edit[]
}

/** Puts a `try` around the body of a handler; undefined where it has no way to tell of an error. */
export function guardHandler(lost: Escape): Guard | undefined {
  const report = reportOf(lost)
  const { body } = lost.fn
  if (report === undefined || body === undefined) return undefined
  const guard = ts.isBlock(body) ? guardBlock(body, report.code) : guardExpression(body, report.code)
  // A promise that is returned out of a `try` rejects outside of it: it is waited for inside.
  const waits = [...lost.returned].filter((call) => runnerOf(call) === lost.fn).flatMap(awaitEdits)
  return { before: [...report.edits, ...guard.before], after: [...waits, ...guard.after] }
}

function inOneLine(code: string): string {
  return code.replaceAll('\n', '; ')
}

function guardExpression(body: ts.Expression, code: string): Guard {
  return {
    before: [insert(body.getStart(), '{ try { return ')],
    after: [insert(body.end, ` } catch (error) { ${inOneLine(code)} } }`)],
  }
}

function guardBlock(body: ts.Block, code: string): Guard {
  const { text } = body.getSourceFile()
  const start = body.getStart()
  const inner = text.slice(start + 1, body.end - 1)
  if (!/^[ \t]*\r?\n/.test(inner))
    return {
      before: [insert(start + 1, ' try {')],
      after: [insert(body.end - 1, `} catch (error) { ${inOneLine(code)} } `)],
    }
  const newline = inner.includes('\r\n') ? '\r\n' : '\n'
  const lineStart = text.lastIndexOf('\n', body.end - 1) + 1
  const outerIndent = /^[ \t]*/.exec(text.slice(lineStart))?.[0] ?? ''
  const firstIndent = /\n([ \t]*)\S/.exec(inner)?.[1] ?? `${outerIndent}  `
  const unit = firstIndent.startsWith(outerIndent) ? firstIndent.slice(outerIndent.length) || '  ' : '  '
  const semicolon = /;[ \t]*\r?\n/.test(inner) ? ';' : ''
  const lines = code.split('\n').map((line) => `${firstIndent}${unit}${line}${semicolon}`)
  const tail = [`${firstIndent}} catch (error) {`, ...lines, `${firstIndent}}`].join(newline)
  return {
    before: [insert(start + 1, `${newline}${firstIndent}try {`), ...indentLines(body, unit)],
    after: [insert(lineStart, `${tail}${newline}`)],
  }
}

/** Moves each line of a block to the right, but for those that begin inside a text. */
function indentLines(body: ts.Block, unit: string): Edit[] {
  const file = body.getSourceFile()
  const texts: [number, number][] = []
  walk(body, (node) => {
    if (ts.isTemplateLiteral(node) || ts.isStringLiteral(node) || ts.isJsxText(node))
      texts.push([node.getStart(), node.end])
  })
  const edits: Edit[] = []
  const first = file.getLineAndCharacterOfPosition(body.getStart()).line + 1
  const last = file.getLineAndCharacterOfPosition(body.end).line
  for (let line = first; line < last; line++) {
    const start = file.getPositionOfLineAndCharacter(line, 0)
    const isBlank = /^[ \t]*\r?\n/.test(file.text.slice(start, start + 200))
    if (!isBlank && !texts.some(([from, to]) => from < start && start < to)) edits.push(insert(start, unit))
  }
  return edits
}

/** Leaves out the moves of lines that other edits take away. */
export function withoutLost(guards: readonly Edit[], others: readonly Edit[]): Edit[] {
  const removed = others.filter(({ start, end }) => start < end)
  return guards.filter(
    ({ start, text }) =>
      text.trim() !== '' || !removed.some((edit) => edit.start <= start && start < edit.end),
  )
}
