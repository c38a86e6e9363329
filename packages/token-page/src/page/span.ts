const UNITS: readonly (readonly [name: string, seconds: number])[] = [
  ['y', 31_556_952],
  ['d', 24 * 3600],
  ['h', 3_600],
  ['min', 60],
  ['s', 1],
]

/** A span of seconds in words: its largest unit and the next, such as `2 h 5 min`. */
export function span(seconds: number): string {
  let left = Math.round(Math.abs(seconds))
  const counts = UNITS.map(([name, size]) => {
    const count = Math.floor(left / size)
    left -= count * size
    return { name, count }
  })
  const first = counts.findIndex(({ count }) => count > 0)
  if (first === -1) return '0 s'
  return counts
    .slice(first, first + 2)
    .filter(({ count }) => count > 0)
    .map(({ name, count }) => `${count.toLocaleString('en')} ${name}`)
    .join(' ')
}

/** When something is, from now: `in 5 min`, `2 h ago`. */
export function fromNow(time: number, now: number): string {
  const seconds = time - now
  if (Math.abs(seconds) < 0.5) return 'now'
  return seconds > 0 ? `in ${span(seconds)}` : `${span(seconds)} ago`
}

/** A time in seconds since the epoch as a date, in UTC; undefined where the calendar does not go so far. */
export function dateOf(seconds: number): string | undefined {
  const date = new Date(seconds * 1000)
  if (Number.isNaN(date.getTime())) return undefined
  return `${date.toISOString().replace('T', ' ').slice(0, -5)} UTC`
}
