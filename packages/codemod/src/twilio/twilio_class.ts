/** The classes of the `twilio` package that are migrated together: one of them alone would not fit the others. */
export type Family = 'AccessToken' | 'ClientCapability' | 'TaskRouterCapability' | 'ValidationToken'

export const FAMILIES: readonly Family[] = [
  'AccessToken',
  'ClientCapability',
  'TaskRouterCapability',
  'ValidationToken',
]

/** What stands for a class, type or function of `twilio` in the native packages. */
export interface Native {
  readonly name: string
  readonly package: string
  readonly isType?: true
}

/** All that the codemod knows of one class (or function) of the `twilio` package. */
export interface TwilioClass {
  readonly name: string
  readonly family: Family
  /** The namespace that holds it, such as `jwt.AccessToken`; empty for `twilio` itself. */
  readonly within: string
  /** What the type checker is told of it. A private member of its own keeps it apart from classes of the same shape. */
  readonly declaration: string
  /** The native twin; without one, whatever uses the class stays. */
  readonly native?: Native
  /** Why it stays, where that is more than the lack of a twin. */
  readonly stays?: string
  /** Interfaces that `twilio` declares beside it and the native package has by the same name. */
  readonly types?: readonly string[]
  /** The native names of `toJwt`, asynchronous and synchronous. */
  readonly sign?: readonly [string, string]
  /** The fields that the native twin has too, by their names there. */
  readonly fields?: Readonly<Record<string, string>>
  /** The options of the constructor. */
  readonly options?: ClassOptions
  /** Whether it became a method of the token. */
  readonly isScope?: true
}

/** What a constructor takes as options. */
export interface ClassOptions {
  /** The place of the options among the arguments. */
  readonly at: number
  /** What `twilio` reads; it looks at nothing else, where the native class refuses what it does not know. */
  readonly names: readonly string[]
  /** The options that `twilio` also takes as assignments after `new`, which the native class does not. */
  readonly assignable: readonly string[]
  /** The options whose absence gives the bearer more. */
  readonly widening?: readonly string[]
  /** Makes a native object with one option, or one argument, and otherwise good ones: it throws what the app would get. */
  readonly attempt: (option: string, value: unknown) => unknown
  /** The names of the arguments before the options, as {@link attempt} takes them. */
  readonly before?: readonly string[]
}

/** A class that has the same names in `twilio` and natively but for its package. */
export function named<Fields extends string>(names: readonly Fields[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, name]))
}
