/** Replaces the characters from `start` up to `end` of a file by `text`. */
export interface Edit {
  readonly start: number
  readonly end: number
  readonly text: string
}

function isSame(a: Edit, b: Edit): boolean {
  return a.start === b.start && a.end === b.end && a.text === b.text
}

/** Two ranges that share characters; touching or inserting side by side is fine. */
function overlaps(a: Edit, b: Edit): boolean {
  return a.start < b.end && b.start < a.end && !isSame(a, b)
}

/** The first two edits that cannot both be made, if there are such. */
export function findOverlap(edits: readonly Edit[]): readonly [Edit, Edit] | undefined {
  const sorted = edits.filter(({ start, end }) => start < end).sort((a, b) => a.start - b.start)
  for (const [index, edit] of sorted.entries())
    for (const next of sorted.slice(index + 1)) {
      if (next.start >= edit.end) break
      if (overlaps(edit, next)) return [edit, next]
    }
  for (const insert of edits.filter(({ start, end }) => start === end)) {
    const around = sorted.find(({ start, end }) => start < insert.start && insert.start < end)
    if (around !== undefined) return [around, insert]
  }
  return undefined
}

/** Makes edits that do not overlap; one that is there twice is made once. */
export function applyEdits(source: string, edits: readonly Edit[]): string {
  // At one position, what is inserted comes before what is replaced; inserts keep their order.
  const ordered = edits
    .filter((edit, index) => edits.findIndex((other) => isSame(other, edit)) === index)
    .map((edit, index) => ({ edit, index }))
    .sort((a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end || a.index - b.index)
  let text = ''
  let position = 0
  for (const { edit } of ordered) {
    text += source.slice(position, edit.start) + edit.text
    position = edit.end
  }
  return text + source.slice(position)
}
