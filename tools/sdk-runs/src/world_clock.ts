import { clearTimeout, setTimeout } from 'node:timers'
import type { Clock } from '@x/token-testing'

interface Waiting {
  readonly due: number
  readonly call: () => void
  timer: NodeJS.Timeout
}

/** The world's time, which goes on while the client's machine sleeps: what falls due meanwhile happens at once. */
export class WorldClock implements Clock {
  readonly #waiting: Set<Waiting> = new Set()
  #slept = 0

  now(): number {
    return Date.now() / 1000 + this.#slept
  }

  after(seconds: number, call: () => void): () => void {
    const waiting: Waiting = { due: this.now() + seconds, call, timer: setTimeout(() => {}, 0) }
    this.#waiting.add(waiting)
    this.#arm(waiting)
    return () => {
      clearTimeout(waiting.timer)
      this.#waiting.delete(waiting)
    }
  }

  /** Lets the client's machine sleep: to it, no time passes. */
  pass(seconds: number): void {
    this.#slept += seconds
    for (const waiting of [...this.#waiting].sort((one, other) => one.due - other.due)) this.#arm(waiting)
  }

  #arm(waiting: Waiting): void {
    clearTimeout(waiting.timer)
    waiting.timer = setTimeout(
      () => {
        this.#waiting.delete(waiting)
        waiting.call()
      },
      Math.max(0, waiting.due - this.now()) * 1000,
    )
  }
}
