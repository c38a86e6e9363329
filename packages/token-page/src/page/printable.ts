import { escapeUnseen } from '@x/jwt-core/token'

/** A text of the token's, with what cannot be seen written as an escape; its lines stay. */
export function printable(text: string): string {
  return text.replace(/[^\t\n]+/g, escapeUnseen)
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
