import { SECRET_WITHIN } from './read/secrets.ts'

const LONGEST = 80

// Control characters, those that turn the direction of text or cannot be seen, and halves of a character: Unicode's
// classes Cc, Cf, Cs, Zl and Zp, written out, since React Native's engine does not know them.
const UNPRINTABLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  /[\0-\x1f\x7f-\x9f\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb\u{110bd}\u{110cd}\u{13430}-\u{1343f}\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0001}\u{e0020}-\u{e007f}]/gu

/** What stands in place of a secret. */
export const HIDDEN = '(not shown: it looks like a secret)'

function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => {
    return `\\u${(character.codePointAt(0) as number).toString(16).padStart(4, '0')}`
  })
}

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return 'a list'
  return value === null ? 'null' : 'an object'
}

/** Whether a text holds what has the shape of an auth token, of an API key's secret, or of a key. */
function looksSecret(text: string): boolean {
  return text.search(SECRET_WITHIN) !== -1 || text.includes('-----BEGIN ')
}

/**
 * Makes the function that writes a value of a token into a message. What has the shape of a secret, or holds one of
 * `secrets`, is not shown.
 */
export function createShow(secrets: readonly string[]): (value: unknown) => string {
  return (value) => {
    if (typeof value === 'object') return kindOf(value)
    if (typeof value !== 'string') return cut(String(value))
    const isHidden = looksSecret(value) || secrets.some((secret) => secret !== '' && value.includes(secret))
    return isHidden ? HIDDEN : `"${printable(cut(value))}"`
  }
}

/** A span of seconds in words, such as `2 h 5 min (7500 s)`. */
export function showSpan(seconds: number): string {
  const whole = Math.round(seconds)
  if (whole < 60) return `${whole === 0 ? Number(seconds.toFixed(3)) : whole} s`
  const minutes = Math.floor(whole / 60)
  const hours = Math.floor(minutes / 60)
  const days = Math.floor(hours / 24)
  const words =
    days > 0
      ? [days, 'd', hours % 24, 'h']
      : hours > 0
        ? [hours, 'h', minutes % 60, 'min']
        : [minutes, 'min', whole % 60, 's']
  const [large, largeUnit, small, smallUnit] = words
  return `${large} ${largeUnit}${small === 0 ? '' : ` ${small} ${smallUnit}`} (${whole} s)`
}

/** A time in seconds since the epoch, with its date where it has one. */
export function showTime(seconds: number): string {
  const date = new Date(seconds * 1000)
  return Number.isNaN(date.getTime()) ? String(seconds) : `${seconds} (${date.toISOString()})`
}
