// What cannot be seen, turns the direction of text, or drives what shows it.
const UNSEEN = /(?![\t\n])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]/gu

/** A text of the token's, with what cannot be seen written as an escape. */
export function printable(text: string): string {
  return text.replace(UNSEEN, (character) =>
    [...Array(character.length).keys()]
      .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
      .join(''),
  )
}

/** A value of the token's, as JSON where it is no text. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return printable(value)
  try {
    return printable(JSON.stringify(value, null, 2))
  } catch {
    return 'nested too deeply to be shown'
  }
}

/** A text of the token's within a sentence: on one line, of bearable length. */
export function quoted(value: unknown): string {
  const text = typeof value === 'string' ? value : shown(value)
  const line = printable(text.replace(/\s+/g, ' '))
  return `“${line.length > 120 ? `${line.slice(0, 120)}…` : line}”`
}
