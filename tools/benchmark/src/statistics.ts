/** The median of repeated measurements and the middle half of them. */
export interface Spread {
  readonly median: number
  readonly p25: number
  readonly p75: number
}

function quantile(sorted: readonly number[], share: number): number {
  const at = (sorted.length - 1) * share
  const below = sorted[Math.floor(at)] as number
  const above = sorted[Math.ceil(at)] as number
  return below + (above - below) * (at - Math.floor(at))
}

/** Median and quartiles of at least one value, to four significant digits. */
export function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share: number) => Number(quantile(sorted, share).toPrecision(4))
  return { median: at(0.5), p25: at(0.25), p75: at(0.75) }
}

/** By how much `values` grow from one step to the next: the slope of the least-squares line. */
export function slope(values: readonly number[]): number {
  const middle = (values.length - 1) / 2
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  let over = 0
  let under = 0
  for (const [at, value] of values.entries()) {
    over += (at - middle) * (value - mean)
    under += (at - middle) ** 2
  }
  return over / under
}
