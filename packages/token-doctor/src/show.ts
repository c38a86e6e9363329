const LONGEST = 80

// Control characters, those that turn the direction of text or cannot be seen, and halves of a character.
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

/** An auth token, or an API key's secret: a word of 32 letters and digits. A SID has 34. */
const SECRET_SHAPE = /(?<![0-9a-zA-Z])[0-9a-zA-Z]{32}(?![0-9a-zA-Z])/

const HIDDEN = '(not shown: it looks like a secret)'

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

/** Whether a text holds what has the shape of a secret of Twilio's. */
function looksSecret(text: string): boolean {
  return SECRET_SHAPE.test(text) || text.includes('-----BEGIN ')
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
