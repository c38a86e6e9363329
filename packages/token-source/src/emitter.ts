/** An SDK's object, as much of it as every bind uses. */
export interface SdkEmitter {
  on(event: never, listener: never): unknown
  off?(event: never, listener: never): unknown
  removeListener?(event: never, listener: never): unknown
}

type Listener = (argument?: unknown) => void

/** Listens to an SDK's events; the returned function takes every listener off again. */
export function listen(emitter: SdkEmitter, events: Readonly<Record<string, Listener>>): () => void {
  const each = Object.entries(events) as [never, never][]
  for (const [event, listener] of each) emitter.on(event, listener)
  return () => {
    for (const [event, listener] of each) {
      if (emitter.removeListener) emitter.removeListener(event, listener)
      else emitter.off?.(event, listener)
    }
  }
}

/** Whether an SDK's error is about the token: Twilio's codes, and those of Voice signalling. */
export function isTokenError(error: unknown): boolean {
  return /^(201\d\d|3120[1-57])$/.test(String((error as { code?: unknown } | null | undefined)?.code))
}

export function ignore(): void {}

/** Calls into an SDK where nobody waits: what it throws, or rejects with, must not end a program. */
export function attempt(call: () => unknown): void {
  const called = async () => call()
  called().catch(ignore)
}
