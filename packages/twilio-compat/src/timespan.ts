import { JwtOptionError } from '@x/jwt-core'

// What twilio takes as a life through jsonwebtoken: whole seconds, or text such as '2h' and '1.5 days'.

const TIMESPAN =
  /^(-?(?:\d+(?:\.\d+)?|\.\d+)) *(?:(ms|msecs?|milliseconds?)|(s|secs?|seconds?)|(m|mins?|minutes?)|(h|hrs?|hours?)|(d|days?)|(w|weeks?)|(y|yrs?|years?))?$/i
/** How many seconds the units of the pattern have, in its order. */
const SECONDS = [0.001, 1, 60, 3600, 86400, 604800, 31557600]
const LONGEST = 100
const MESSAGE = '"expiresIn" should be a number of seconds or string representing a timespan'

/** The end of a life that begins at `now`, in seconds since the epoch. */
export function expiresAt(now: number, ttl: unknown): number {
  if (Number.isInteger(ttl)) return now + (ttl as number)
  if (typeof ttl !== 'string' || ttl === '') throw new Error(MESSAGE)
  const [, amount, ...units] = (ttl.length <= LONGEST && TIMESPAN.exec(ttl)) || []
  const unit = units.findIndex(Boolean)
  if (amount !== undefined && unit === -1)
    throw new JwtOptionError('ttl', 'must be a number of seconds; twilio takes bare digits for milliseconds')
  const seconds = SECONDS[unit]
  if (seconds === undefined) throw new Error(`${MESSAGE} eg: "1d", "20h", 60`)
  return Math.floor(now + Number(amount) * seconds)
}
