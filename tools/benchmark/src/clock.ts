/**
 * Runs `action` with the clock standing still, for libraries that read it twice for one token: between two seconds
 * their `jti` and `iat` would differ.
 */
export async function atOneMoment(action: () => Promise<void>): Promise<void> {
  const RealDate = globalThis.Date
  const moment = RealDate.now()
  globalThis.Date = class extends RealDate {
    constructor(...args: [] | [value: number | string | Date]) {
      super(args.length === 0 ? moment : args[0])
    }
    static override now(): number {
      return moment
    }
  } as DateConstructor
  try {
    await action()
  } finally {
    globalThis.Date = RealDate
  }
}
