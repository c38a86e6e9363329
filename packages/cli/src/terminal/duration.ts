import { InvalidArgumentError } from 'commander'

const UNITS: readonly (readonly [letter: string, seconds: number])[] = [
  ['d', 24 * 3600],
  ['h', 3600],
  ['m', 60],
  ['s', 1],
]

/** Reads a span of time such as `1h10m` or `90s`, in seconds. */
export function duration(text: string): number {
  const parts = /^(?:(\d{1,9})d)?(?:(\d{1,9})h)?(?:(\d{1,9})m)?(?:(\d{1,9})s)?$/.exec(text)
  if (text === '' || parts === null) throw new InvalidArgumentError('It must be a time such as 1h10m or 90s.')
  return UNITS.reduce((sum, [, seconds], at) => sum + Number(parts[at + 1] ?? 0) * seconds, 0)
}

/** A span of time in words: its two largest units, such as `2 h 5 min`. */
export function inWords(seconds: number): string {
  const names = { d: 'd', h: 'h', m: 'min', s: 's' } as Readonly<Record<string, string>>
  let left = Math.round(Math.abs(seconds))
  const parts = UNITS.flatMap(([letter, size]) => {
    const count = Math.floor(left / size)
    left -= count * size
    return count > 0 ? [`${count} ${names[letter]}`] : []
  })
  return parts.length > 0 ? parts.slice(0, 2).join(' ') : '0 s'
}
