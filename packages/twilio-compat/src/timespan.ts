import { JwtOptionError } from '@x/jwt-core'

// What twilio takes as a life through jsonwebtoken: whole seconds, or text such as '2h' and '1.5 days'.

const SECONDS: readonly (readonly [units: RegExp, seconds: number])[] = [
  [/^(ms|msecs?|milliseconds?)$/, 0.001],
  [/^(s|secs?|seconds?)$/, 1],
  [/^(m|mins?|minutes?)$/, 60],
  [/^(h|hrs?|hours?)$/, 3600],
  [/^(d|days?)$/, 24 * 3600],
  [/^(w|weeks?)$/, 604800],
  [/^(y|yrs?|years?)$/, 31557600],
]
const LONGEST = 100
const TIMESPAN = /^(-?(?:\d+(?:\.\d+)?|\.\d+)) *([a-z]*)$/i
const MESSAGE = '"expiresIn" should be a number of seconds or string representing a timespan'

/** The end of a life that begins at `now`, in seconds since the epoch. */
export function expiresAt(now: number, ttl: unknown): number {
  if (Number.isInteger(ttl)) return now + (ttl as number)
  if (typeof ttl !== 'string' || ttl === '') throw new Error(MESSAGE)
  const [, amount, unit = ''] = (ttl.length <= LONGEST && TIMESPAN.exec(ttl)) || []
  if (amount !== undefined && unit === '')
    throw new JwtOptionError('ttl', 'must be a number of seconds; twilio takes bare digits for milliseconds')
  const seconds = SECONDS.find(([units]) => units.test(unit.toLowerCase()))?.[1]
  if (seconds === undefined) throw new Error(`${MESSAGE} eg: "1d", "20h", 60`)
  return Math.floor(now + Number(amount) * seconds)
}
