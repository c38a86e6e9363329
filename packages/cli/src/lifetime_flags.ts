import type { Command } from 'commander'
import { wholeNumber } from './flag_values.ts'
import { UsageError } from './io.ts'

/** When the token is valid. Times are in seconds since the epoch. */
export interface LifetimeFlags {
  readonly ttl?: number
  readonly validUntil?: number
  readonly nbf?: number
}

/** Adds the flags that say when the token is valid. */
export function addLifetimeFlags(command: Command): Command {
  return command
    .option('--ttl <seconds>', 'life in seconds, at most 86400 (default: 3600)', wholeNumber)
    .option('--valid-until <time>', 'end of life, in seconds since the epoch', wholeNumber)
    .option('--nbf <time>', 'not valid before, in seconds since the epoch', wholeNumber)
}

export function readLifetime({ ttl, validUntil, nbf }: LifetimeFlags): LifetimeFlags {
  if (ttl !== undefined && validUntil !== undefined)
    throw new UsageError('give --ttl or --valid-until, not both')
  return {
    ...(ttl !== undefined && { ttl }),
    ...(validUntil !== undefined && { validUntil }),
    ...(nbf !== undefined && { nbf }),
  }
}
