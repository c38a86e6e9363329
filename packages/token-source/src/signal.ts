/** As much of an `AbortSignal` as is needed where the program has no type of that name. */
export interface AbortSignalLike {
  readonly aborted: boolean
  readonly reason?: unknown
  addEventListener(type: 'abort', listener: () => void): void
  removeEventListener(type: 'abort', listener: () => void): void
}

/** The program's own `AbortSignal`, from whichever library of types it has; no DOM types are asked for. */
export type Signal = typeof globalThis extends { AbortSignal: { prototype: infer Known } }
  ? Known
  : AbortSignalLike

export function reasonOf(signal: AbortSignalLike): unknown {
  return signal.reason ?? new Error('AbortError')
}

/** Waits for what is under way anyway; an abort ends the waiting and nothing else. */
export function waitFor<T>(running: Promise<T>, signal: AbortSignalLike | undefined): Promise<T> {
  if (!signal) return running
  return new Promise((resolve, reject) => {
    const leave = () => reject(reasonOf(signal))
    signal.addEventListener('abort', leave)
    running.then(resolve, reject).then(() => signal.removeEventListener('abort', leave))
  })
}
