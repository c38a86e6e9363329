import { scope, type Target } from './scope.ts'

/**
 * Calls back whenever timers may have slept: the page is shown, comes back from the cache, or is online again. Does
 * nothing where a runtime has no such events.
 */
export function onWake(callback: (online: boolean) => void): () => void {
  const listener = (event: { type: string }) => callback(event.type === 'online')
  const targets: Record<string, Target | undefined> = {
    visibilitychange: scope.document,
    online: scope,
    pageshow: scope,
  }
  const each = (method: keyof Target) => {
    for (const type in targets) targets[type]?.[method]?.(type, listener)
  }
  each('addEventListener')
  return () => each('removeEventListener')
}
