import { attempt, ignore, isTokenError, listen, type SdkEmitter } from './emitter.ts'
import type { TokenSource } from './token_source.ts'

/** A `Worker` of `twilio-taskrouter`, by its shape. */
export interface TaskRouterWorker extends SdkEmitter {
  updateToken(token: string): unknown
  /** Ends the connection and the tries to have another. */
  disconnect?(): unknown
}

/** The least time between two updates with the same token, in milliseconds. */
const PAUSE = 5000
/** How long after a loss the SDK may open its next connection, in milliseconds: it waits up to a second. */
const RETRY = 1100
/** How long a worker that reconnects is waited for, in milliseconds. */
const LIMIT = 10_000

/**
 * Keeps a TaskRouter `Worker` supplied with tokens until the returned function is called.
 *
 * An update while the SDK waits to reconnect makes it connect at once, and then once more: it keeps both connections,
 * and tells every event twice. So a token waits until the worker is ready again. Where the SDK tries in vain
 * meanwhile, what it has may be over: then its tries are ended, and the update is what brings it back.
 */
export function bindTaskRouter(worker: TaskRouterWorker, source: TokenSource): () => void {
  let given: string | undefined
  let next: string | undefined
  /** Whether the SDK has no connection, or none that is ready. */
  let lost = false
  /** Whether the SDK has stopped to reconnect, by itself or because it was told to. */
  let idle = false
  let ended = false
  let timer: ReturnType<typeof setTimeout> | undefined

  function give(): unknown {
    clearTimeout(timer)
    if (next === undefined) return
    given = next
    next = undefined
    idle = false
    return worker.updateToken(given)
  }

  function offer(token: string, wait = lost ? (idle ? RETRY : LIMIT) : 0): unknown {
    if (ended) return
    clearTimeout(timer)
    next = token
    if (!wait) return give()
    timer = setTimeout(() => attempt(give), wait)
  }

  const unlisten = listen(worker, {
    // The SDK goes by the life of its first token, so this may come while the present one lives. It will not
    // reconnect until it is given one, be it the same.
    tokenExpired() {
      idle = true
      source
        .get()
        .then((token) => (token === given ? offer(token, PAUSE) : offer(token)))
        .catch(ignore)
    },
    disconnected() {
      const again = lost
      lost = true
      if (next === undefined) return
      if (!idle && again) {
        // Before it is told: the SDK says `disconnected` at this, too.
        idle = true
        attempt(() => worker.disconnect?.())
        offer(next)
      } else if (!again) offer(next)
    },
    ready() {
      lost = false
      attempt(give)
    },
    error(error) {
      if (isTokenError(error) && given !== undefined) source.reject(given, error).catch(ignore)
    },
  })
  const unsubscribe = source.subscribe(offer)
  // The worker was made with the source's token, most likely.
  if (source.state === 'fresh') {
    source
      .get()
      .then((token) => {
        given ??= token
      })
      .catch(ignore)
  }

  return () => {
    ended = true
    clearTimeout(timer)
    unsubscribe()
    unlisten()
  }
}
