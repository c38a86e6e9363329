import twilio from 'twilio'
import { expect } from 'vitest'
import { jwt } from '../src/index.ts'

/** The namespace under either package, for calls that the types forbid. */
// biome-ignore lint/suspicious/noExplicitAny: half of what these tests call is wrong on purpose
export type AnyNamespace = Record<string, any>

export const peers: { readonly twilio: AnyNamespace; readonly ours: AnyNamespace } = {
  twilio: twilio.jwt,
  ours: jwt,
}

/** What a call came to: its value, or its message. */
function outcome<T>(call: () => T): { readonly value: T } | { readonly message: string } {
  try {
    return { value: call() }
  } catch (error) {
    expect(error).toBeInstanceOf(Error)
    return { message: (error as Error).message }
  }
}

/** Runs the same calls on both packages and expects the same value, or the same message. */
export function expectSame<T>(call: (jwt: AnyNamespace) => T): void {
  expect(outcome(() => call(peers.ours))).toEqual(outcome(() => call(peers.twilio)))
}
