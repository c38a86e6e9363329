/** White space, and what takes no place on a screen: soft hyphens, joiners, marks of direction, byte order marks. */
const UNSEEN = /[\s\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/
const ALL_UNSEEN = /[\s\u00ad\u200b-\u200f\u2060-\u2064\ufeff]/g

/** A text without white space and invisible characters at its ends. */
export function trimUnseen(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && UNSEEN.test(text[start] as string)) start++
  while (end > start && UNSEEN.test(text[end - 1] as string)) end--
  return text.slice(start, end)
}

/** How a line is broken where it may not be: by a backslash in a shell, by `=` in an e-mail, or spelled out. */
const CONTINUED = /\\\r?\n|=\r?\n|\\[nrt]/g

/** A text without any of them, and without what breaks its lines. */
export function withoutUnseen(text: string): string {
  return text.replace(CONTINUED, '').replace(ALL_UNSEEN, '')
}
