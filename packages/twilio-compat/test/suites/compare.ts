import { expect } from 'vitest'

/** A namespace of either package, for calls that the types forbid. */
// biome-ignore lint/suspicious/noExplicitAny: half of what these tests call is wrong on purpose
export type AnyNamespace = Record<string, any>

/** `jwt` of a version of twilio, and of the door that stands for it. */
export interface Peers {
  readonly version: '3' | '4' | '5' | '6'
  readonly twilio: AnyNamespace
  readonly ours: AnyNamespace
}

const BUILT_IN = [TypeError, RangeError, SyntaxError, URIError, Error]

/** What a call came to: its value, or by which class its error is caught, and its message. */
function outcome<T>(call: () => T): { readonly value: T } | { readonly error: string } {
  try {
    return { value: call() }
  } catch (error) {
    const type = BUILT_IN.find((type) => error instanceof type)
    expect(type, String(error)).toBeDefined()
    // Test runners compare a `cause` as well.
    const cause = 'cause' in (error as Error) ? `, of ${(error as Error).cause}` : ''
    return { error: `${type?.name}: ${(error as Error).message}${cause}` }
  }
}

/** Runs the same calls on both packages and expects the same value, or an error of the same class and message. */
export type ExpectSame = <T>(call: (jwt: AnyNamespace) => T) => void

export function expectSameOf({ twilio, ours }: Peers): ExpectSame {
  return (call) => expect(outcome(() => call(ours))).toEqual(outcome(() => call(twilio)))
}
