import type { Members, Product, Show, TwilioKind } from './ground.ts'

/** A token that could be read, and what it is judged by. */
export interface Examined {
  readonly kind: TwilioKind
  readonly header: Members
  readonly payload: Members
  readonly accountSid: string | undefined
  readonly product: Product | undefined
  /** Seconds since the epoch. */
  readonly now: number
  readonly show: Show
  /** The secrets given, as far as they are texts. */
  readonly secretTexts: readonly string[]
  /** What was read of it so far, by what reads it: beside it, since a weak map costs more than all the reading. */
  readonly readings: Map<unknown, unknown>
}

/** Reads one side of a token at the first call; rules that ask again get the same. */
export function perToken<Reading>(read: (token: Examined) => Reading): (token: Examined) => Reading {
  return (token) => {
    const known = token.readings.get(read)
    if (known !== undefined) return known as Reading
    const reading = read(token)
    token.readings.set(read, reading)
    return reading
  }
}
