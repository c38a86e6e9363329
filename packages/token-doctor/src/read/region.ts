/** Whether a value has the form of a region's name, such as `ie1`. */
export function isRegion(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z]{2}\d$/.test(value)
}

/** Those in which API keys are made. */
const REGIONS = ['us1', 'ie1', 'au1']

/** Whether API keys are made in a region, as far as is known. */
export function hasKeys(region: string): boolean {
  return REGIONS.includes(region)
}

/** Edges, and the regions behind them: what is often given in place of a region. */
const EDGES: Readonly<Record<string, string>> = { ashburn: 'us1', dublin: 'ie1', sydney: 'au1' }

/** The region that is meant by the name of an edge, or by a host's, or by one in capitals. */
export function meantRegion(name: unknown): string | undefined {
  const words =
    typeof name === 'string'
      ? name
          .slice(0, 80)
          .toLowerCase()
          .split(/[^a-z0-9]/)
      : []
  const edge = words.find((word) => Object.hasOwn(EDGES, word)) ?? ''
  return words.find((word) => REGIONS.includes(word)) ?? EDGES[edge]
}
