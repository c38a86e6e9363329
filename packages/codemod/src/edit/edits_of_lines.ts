import type { ts } from 'ts-morph'
import type { Edit } from './edits.ts'

/**
 * Removes a statement: with its lines where it has them for itself, and with one of the empty lines around it where
 * there would be two. A comment at the end of the line goes too, and `withComment` those right above.
 */
export function removeStatement(statement: ts.Node, { withComment = false } = {}): Edit {
  const { text } = statement.getSourceFile()
  const start = statement.getStart()
  const commentsStart = withComment ? startOfComments(text, start) : start
  return removeLines(text, commentsStart, statement.end, withComment)
}

/**
 * Removes statements; those that follow each other go as one. The comment above them goes where it spoke of nothing
 * else: an empty line follows, and it is not what the file begins with.
 */
export function removeStatements(statements: Iterable<ts.Node>): Edit[] {
  const sorted = [...statements].sort((a, b) => a.pos - b.pos)
  const edits: Edit[] = []
  for (let index = 0; index < sorted.length; ) {
    const first = sorted[index++] as ts.Node
    const { text } = first.getSourceFile()
    let { end } = first
    for (
      let next = sorted[index];
      next !== undefined && text.slice(end, next.getStart()).trim() === '';
      next = sorted[++index]
    )
      end = next.end
    edits.push(removeLines(text, first.getStart(), end, false))
  }
  return edits
}

function removeLines(text: string, from: number, to: number, hasComment: boolean): Edit {
  const lineStart = text.lastIndexOf('\n', from - 1) + 1
  const comment = /^[ \t]*(?:\/\/[^\r\n]*|\/\*[^\r\n]*?\*\/[ \t]*)?(?=\r?\n|$)/.exec(text.slice(to))
  if (text.slice(lineStart, from).trim() !== '' || comment === null) return { start: from, end: to, text: '' }
  let end = to + comment[0].length
  end += /^\r?\n/.exec(text.slice(end))?.[0].length ?? 0
  const blankAfter = /^[ \t]*\r?\n/.exec(text.slice(end))?.[0].length ?? 0
  let start = lineStart
  const comments = startOfComments(text, from)
  if (!hasComment && comments !== from && blankAfter > 0 && text.slice(0, comments).trim() !== '')
    start = text.lastIndexOf('\n', comments - 1) + 1
  const isBlankBefore = start === 0 || /(?:(?:^|\n)[ \t]*|[{[(])\r?\n$/.test(text.slice(0, start))
  return { start, end: isBlankBefore ? end + blankAfter : end, text: '' }
}

/** Where the line comments right above a position begin, or the position itself. */
function startOfComments(text: string, position: number): number {
  let first = position
  for (;;) {
    const lineStart = text.lastIndexOf('\n', first - 1) + 1
    if (lineStart === 0 || text.slice(lineStart, first).trim() !== '') return first
    const above = text.lastIndexOf('\n', lineStart - 2) + 1
    const line = text.slice(above, lineStart)
    if (!line.trimStart().startsWith('//')) return first
    first = above + line.length - line.trimStart().length
  }
}

/** Removes some elements of a list between commas; the rest keeps its form. */
export function removeElements(elements: readonly ts.Node[], removed: ReadonlySet<ts.Node>): Edit[] {
  const edits: Edit[] = []
  for (const [index, element] of elements.entries()) {
    if (!removed.has(element)) continue
    const kept = elements
      .slice(0, index)
      .reverse()
      .find((other) => !removed.has(other))
    if (kept !== undefined && elements.slice(index).every((other) => removed.has(other))) {
      edits.push({ start: kept.end, end: (elements.at(-1) as ts.Node).end, text: '' })
      break
    }
    edits.push({ start: element.getStart(), end: elements[index + 1]?.getStart() ?? element.end, text: '' })
  }
  return edits
}
