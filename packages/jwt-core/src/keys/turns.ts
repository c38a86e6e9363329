/** Lets so many tasks run at a time; the others wait for their turn. */
export class Turns {
  readonly #limit: number
  readonly #waiting: (() => void)[] = []
  #running = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  /** How many wait. */
  get waiting(): number {
    return this.#waiting.length
  }

  /** Waits for a turn, which is to be ended. */
  async take(): Promise<void> {
    if (this.#running < this.#limit) this.#running++
    else await new Promise<void>((resolve) => void this.#waiting.push(resolve))
  }

  end(): void {
    const next = this.#waiting.shift()
    if (next === undefined) this.#running--
    else next()
  }
}
