/** The time that the fakes go by. {@link TestClock} is one that a test moves by hand. */
export interface Clock {
  /** Seconds since the epoch. */
  now(): number
  /** Calls back once, `seconds` from now. The returned function takes the call back. */
  after(seconds: number, call: () => void): () => void
}

/** The machine's own clock. Read at each call, so a test runner's fake timers move it. */
export const systemClock: Clock = {
  now: () => Date.now() / 1000,
  after(seconds, call) {
    const timer = setTimeout(call, seconds * 1000)
    return () => clearTimeout(timer)
  },
}
