/** What happened within so many seconds. */
class Recent {
  readonly #seconds: number
  #times: number[] = []

  constructor(seconds: number) {
    this.#seconds = seconds
  }

  count(now: number): number {
    this.#times = this.#times.filter((at) => isWithin(at, now, this.#seconds))
    return this.#times.length
  }

  add(now: number): void {
    this.#times.push(now)
  }
}

/** How many ids that were turned away are remembered. */
const MAX_TURNED_AWAY = 4096

/**
 * Decides which ids that never gave a key are asked for: anybody can make ids up, without any credentials. What is
 * counted is what came to nothing, so that many new tenants may come at once. When that is spent an id is turned away
 * the first time, and asked for when it comes again: a real key's id comes with every token. The more such ids were
 * asked for in the last second, the more often an id has to come, so that a flood of n tokens a second gets no more
 * than about the square root of 2n asked for.
 */
export class Strangers {
  readonly #cooldown: number
  readonly #maxUnknown: number
  readonly #failures: Recent
  readonly #askedAgain: Recent = new Recent(1)
  /** What came to nothing within the cooldown, oldest first, and whether that was an outage. */
  readonly #failed = new Map<string, { readonly at: number; readonly outage: boolean }>()
  /** How often an id was turned away; the one that did not come for longest is first. */
  readonly #turnedAway = new Map<string, number>()

  constructor(cooldown: number, maxUnknown: number) {
    this.#cooldown = cooldown
    this.#maxUnknown = maxUnknown
    this.#failures = new Recent(cooldown)
  }

  /** What is to be done about an id: ask for it, or what to say without asking. */
  judge(id: string, now: number): 'ask' | 'ask again' | 'none' | 'outage' | 'turned away' {
    for (const [old, { at }] of this.#failed) {
      if (isWithin(at, now, this.#cooldown)) break
      this.#failed.delete(old)
    }
    const failed = this.#failed.get(id)
    if (failed !== undefined) return failed.outage ? 'outage' : 'none'
    if (this.#failures.count(now) < this.#maxUnknown) return 'ask'
    const times = this.#turnedAway.get(id) ?? 0
    this.#turnedAway.delete(id)
    if (times > this.#askedAgain.count(now)) {
      this.#askedAgain.add(now)
      return 'ask again'
    }
    this.#turnedAway.set(id, times + 1)
    if (this.#turnedAway.size > MAX_TURNED_AWAY)
      this.#turnedAway.delete(this.#turnedAway.keys().next().value as string)
    return 'turned away'
  }

  /** Notes that an id gave no key. */
  fail(id: string, now: number, outage: boolean): void {
    this.#failures.add(now)
    this.#failed.delete(id)
    this.#failed.set(id, { at: now, outage })
  }
}

/** Whether `now` is less than `seconds` after `at`; a clock that was set back makes what is held too old. */
export function isWithin(at: number, now: number, seconds: number): boolean {
  return now >= at && now - at < seconds * 1000
}
