import { escapeUnseen } from '@x/jwt-core/token'
import { SECRET_WITHIN } from './read/secrets.ts'

const LONGEST = 80

/** What stands in place of a secret. */
export const HIDDEN = '(not shown: it looks like a secret)'

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
    return isHidden ? HIDDEN : `"${escapeUnseen(cut(value))}"`
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
