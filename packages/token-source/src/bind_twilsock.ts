import { ignore, listen, type SdkEmitter } from './emitter.ts'
import type { TokenSource } from './token_source.ts'

/** A client on Twilsock by its shape: `Client` of `@twilio/conversations`, `SyncClient` of `twilio-sync`. */
export interface TwilsockClient extends SdkEmitter {
  readonly connectionState: string
  updateToken(token: string): unknown
}

/** How long one update may take, in milliseconds. */
const LIMIT = 10_000
/** How long a client may take to say why it lost its connection, in milliseconds. */
const GRACE = 250

/**
 * Updates one after another, and only in the states in which Twilsock sends them: it drops an update while it
 * connects or closes, and one that is given twice, all without a word. So it is the connection's state that tells
 * whether a token was taken; where it was not, only another one helps.
 */
export function bindTwilsock(client: TwilsockClient, source: TokenSource): () => void {
  let given: string | undefined
  let running = false
  let again = false
  /** Whether a token waits for a state in which it can be given. */
  let waiting = false
  let code: unknown
  let expired = false
  let ended = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let limit: ReturnType<typeof setTimeout> | undefined

  const isLost = () => /^(denied|disconnected)$/.test(client.connectionState)
  const isReady = () => isLost() || client.connectionState === 'connected'

  async function run(): Promise<void> {
    waiting = again = true
    if (running) return
    running = true
    while (again && !ended) {
      again = false
      await turn().catch(ignore)
    }
    running = false
  }

  async function turn(): Promise<void> {
    const token = await source.get()
    if (ended || !isReady()) return
    waiting = false
    if (token !== given) await update(token)
    else if (expired || isLost()) await source.reject(token, { code })
  }

  async function update(token: string): Promise<void> {
    given = token
    expired = false
    code = undefined
    await new Promise<void>((resolve) => {
      limit = setTimeout(resolve, LIMIT)
      // Whether it resolves or rejects says little: see above.
      const updated = async () => client.updateToken(token)
      updated()
        .catch(ignore)
        .then(() => resolve())
    })
    clearTimeout(limit)
    if (isLost()) later()
  }

  function later(): void {
    clearTimeout(timer)
    if (!ended) timer = setTimeout(run, GRACE)
  }

  const unlisten = listen(client, {
    tokenAboutToExpire: run,
    tokenExpired() {
      expired = true
      code = 20104
      later()
    },
    connectionError(error) {
      code = (error as { errorCode?: unknown } | undefined)?.errorCode ?? code
    },
    connectionStateChanged() {
      if (isLost()) later()
      else if (client.connectionState === 'connected') {
        expired = false
        if (waiting) run()
      }
    },
  })
  const unsubscribe = source.subscribe(run)
  // The client was made with the source's token, most likely; to give that again would do nothing.
  if (source.state === 'fresh') {
    source
      .get()
      .then((token) => {
        given ??= token
      })
      .catch(ignore)
  }
  if (isLost()) later()

  return () => {
    ended = true
    clearTimeout(timer)
    clearTimeout(limit)
    unsubscribe()
    unlisten()
  }
}
