import { nameStray, STRAY } from '@x/jwt-core/token'

/** Names the first stray character of a text and says where it stands: `a line break at its end`. */
export function findStray(text: string): string | undefined {
  const at = text.search(STRAY)
  if (at === -1) return undefined
  const where = at === 0 ? 'at its beginning' : withoutStray(text.slice(at)) === '' ? 'at its end' : 'in it'
  return `${nameStray(text[at] as string)} ${where}`
}

const ALL_STRAY = new RegExp(STRAY.source, 'g')

/** A text without them. */
export function withoutStray(text: string): string {
  return text.replace(ALL_STRAY, '')
}

/** A text without them at its ends. */
export function trimStray(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && STRAY.test(text[start] as string)) start++
  while (end > start && STRAY.test(text[end - 1] as string)) end--
  return text.slice(start, end)
}
