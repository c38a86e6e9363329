type Callback = () => void
interface Entry {
  callback: Callback | undefined
}

/** The step of virtual time, in milliseconds; what is due within one step happens at its end. */
const STEP = 100

/** Time that passes as fast as it can be worked through, in place of the process's timers. */
export class VirtualTime {
  /** Milliseconds since the beginning. */
  at = 0
  private readonly due = new Map<number, Entry[]>()

  after(milliseconds: number, callback: Callback): Entry {
    const step = Math.max(this.at + STEP, Math.ceil((this.at + milliseconds) / STEP) * STEP)
    const entry: Entry = { callback }
    const entries = this.due.get(step)
    if (entries) entries.push(entry)
    else this.due.set(step, [entry])
    return entry
  }

  /** Runs with `setTimeout` and `clearTimeout` of this time until `end`. */
  async run(end: number): Promise<void> {
    const { setTimeout: realSet, clearTimeout: realClear } = globalThis
    Object.assign(globalThis, {
      setTimeout: (callback: Callback, milliseconds = 0) => this.after(milliseconds, callback),
      clearTimeout: (entry: Entry | undefined) => {
        if (entry) entry.callback = undefined
      },
    })
    try {
      for (this.at = 0; this.at <= end; this.at += STEP) {
        const entries = this.due.get(this.at)
        if (!entries) continue
        this.due.delete(this.at)
        for (const { callback } of entries) callback?.()
        // Lets every promise settle that this step has led to.
        await new Promise((resolve) => setImmediate(resolve))
      }
    } finally {
      Object.assign(globalThis, { setTimeout: realSet, clearTimeout: realClear })
    }
  }
}
