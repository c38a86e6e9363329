/** Whether a value has the form of a region's name, such as `ie1`. */
export function isRegion(value: unknown): value is string {
  return typeof value === 'string' && /^[a-z]{2}\d$/.test(value)
}

/** Edges, and the regions behind them: what is often given in place of a region. */
const EDGES: Readonly<Record<string, string>> = { ashburn: 'us1', dublin: 'ie1', sydney: 'au1' }

/** The region that a name of an edge stands for. */
export function regionOfEdge(name: unknown): string | undefined {
  const edge = typeof name === 'string' ? name.toLowerCase() : ''
  return Object.hasOwn(EDGES, edge) ? EDGES[edge] : undefined
}
