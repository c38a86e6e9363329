import type { Call } from './call.ts'

/**
 * Whether a request that brings cookies comes from a page of this site. A browser sends cookies for whatever page
 * asks, and it alone writes these two headers, so they tell who asked.
 */
export function isOwnSite(call: Call, origin: string | undefined): boolean {
  const site = call.header('sec-fetch-site')
  if (origin === undefined) return site === 'same-origin' || site === 'same-site' || site === 'none'
  // Behind a proxy that changes Host, the browser still knows best. A neighbour of the same site is another origin, and
  // may be in other hands.
  return site === 'same-origin' || isOwnOrigin(origin, call.url())
}

function isOwnOrigin(origin: string, url: string): boolean {
  try {
    const page = new URL(origin)
    const own = new URL(url)
    // A proxy in front may speak TLS for a server that does not; never the other way about.
    return page.host === own.host && (page.protocol === own.protocol || own.protocol === 'http:')
  } catch {
    return false
  }
}
