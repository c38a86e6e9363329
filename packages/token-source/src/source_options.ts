import { invalid, readOptions } from './options.ts'

/** Options of {@link createTokenSource}; times are in seconds. */
export interface TokenSourceOptions {
  /** How long before a token's end the next one is fetched; never more than half its life. Default 60. */
  readonly margin?: number | undefined
  /** The least time between two fetches; shorter where a life is. Default 5. */
  readonly minInterval?: number | undefined
  /** How long one fetch may take; at least 0.1, for with 0 none would ever be in time. Default 10. */
  readonly timeout?: number | undefined
  /** The longest time between two tries while the endpoint fails. Default 60. */
  readonly maxBackoff?: number | undefined
  /** The part of the margin and of a full-grown backoff by which clients are spread, 0 to 1. Default 0.2. */
  readonly jitter?: number | undefined
  /** The device's clock, in seconds since 1970. Default `Date.now() / 1000`. */
  readonly now?: (() => number) | undefined
  /** Told of each failed try (a `TokenSourceError`) and of what a listener throws or rejects with. */
  readonly onError?: ErrorListener['tell'] | undefined
}

// A method's type, so that it may take the narrower type of a failed try alone.
interface ErrorListener {
  tell(error: Error): void
}

/** The machine's own clock. */
export const machineTime = (): number => Date.now() / 1000

// Of two names that are as near to a misspelt one, the first is named: jitter before minInterval, which has its letters too.
const DEFAULTS: { -readonly [Name in keyof TokenSourceOptions]-?: NonNullable<TokenSourceOptions[Name]> } = {
  margin: 60,
  now: machineTime,
  jitter: 0.2,
  timeout: 10,
  minInterval: 5,
  maxBackoff: 60,
  onError: (_: Error): void => {},
}

/** @throws TokenSourceError `ERR_OPTION_INVALID` */
export function readSourceOptions(options: TokenSourceOptions): typeof DEFAULTS {
  const settings = readOptions(options, DEFAULTS) as Record<string, unknown> & typeof DEFAULTS
  for (const name in DEFAULTS) {
    settings[name] ??= DEFAULTS[name as keyof typeof DEFAULTS]
    const value = settings[name] as number
    const least = name === 'timeout' ? 0.1 : 0
    const most = name === 'jitter' ? 1 : 1e6
    // A function is neither.
    if (Number.isNaN(value) || value < least || value > most)
      throw invalid(`${name} must be ${least} to ${most}`)
  }
  if (!(settings.now() < 1e11)) throw invalid('now must be seconds')
  return settings
}
