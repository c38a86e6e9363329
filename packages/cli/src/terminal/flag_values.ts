import { InvalidArgumentError } from 'commander'

// Readers of the values that flags take, as the argument parser calls them.

/** What the help says of a flag that may be given again; any other is refused the second time. */
export const AGAIN = 'may be given again'

export function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError('It must be a whole number of seconds.')
  return Number(text)
}

export function portNumber(text: string): number {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65535) throw new InvalidArgumentError('It must be a port, 0 to 65535.')
  return port
}

export function jsonObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>
  } catch {}
  throw new InvalidArgumentError('It must be a JSON object.')
}

/** A flag that may be given again: the JSON objects so far and this one. */
export function jsonObjects(
  text: string,
  before: readonly Record<string, unknown>[] = [],
): Record<string, unknown>[] {
  return [...before, jsonObject(text)]
}

/** A flag that may be given again: the texts so far and this one. */
export function texts(text: string, before: readonly string[] = []): string[] {
  return [...before, text]
}

/** A flag that may be given again: the pairs so far and this `name=value`. The value may hold more of `=`. */
export function pairs(text: string, before: Readonly<Record<string, string>> = {}): Record<string, string> {
  const at = text.indexOf('=')
  if (at < 1) throw new InvalidArgumentError('It must be name=value.')
  const name = text.slice(0, at)
  if (Object.hasOwn(before, name)) throw new InvalidArgumentError('It is given twice.')
  return Object.fromEntries([...Object.entries(before), [name, text.slice(at + 1)]])
}

/** The flags that were given, without those that were not: to a library they are two things. */
export function given<Flags extends object>(
  flags: Flags,
): { [Name in keyof Flags]?: NonNullable<Flags[Name]> } {
  return Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined)) as {
    [Name in keyof Flags]?: NonNullable<Flags[Name]>
  }
}
