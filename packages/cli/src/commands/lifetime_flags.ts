import { MAX_TTL } from '@x/jwt-core/token'
import type { Command } from 'commander'
import { duration } from '../terminal/duration.ts'
import type { FlagNames } from '../terminal/flag_errors.ts'
import { wholeNumber } from '../terminal/flag_values.ts'
import { UsageError } from '../terminal/io.ts'

/** When the token is valid. Times are in seconds since the epoch. */
export interface LifetimeFlags {
  readonly ttl?: number
  readonly validFor?: number
  readonly validUntil?: number
  readonly nbf?: number
}

/** Adds the flags that say when the token is valid. */
export function addLifetimeFlags(command: Command): Command {
  return command
    .option('--ttl <seconds>', `life in seconds, at most ${MAX_TTL} (default: 3600)`, wholeNumber)
    .option('--valid-for <time>', 'the same as a time such as 1h10m or 90s', duration)
    .option('--valid-until <time>', 'end of life, in seconds since the epoch', wholeNumber)
    .option('--nbf <time>', 'not valid before, in seconds since the epoch', wholeNumber)
}

/** The flag that each of the library's options was given by. */
export function lifetimeNames({ validFor }: LifetimeFlags): FlagNames {
  return validFor === undefined ? {} : { ttl: '--valid-for' }
}

/** The library's options for them. */
export function readLifetime({ ttl, validFor, validUntil, nbf }: LifetimeFlags): {
  readonly ttl?: number
  readonly validUntil?: number
  readonly nbf?: number
} {
  const ends = Object.entries({ '--ttl': ttl, '--valid-for': validFor, '--valid-until': validUntil })
  const given = ends.flatMap(([flag, value]) => (value === undefined ? [] : [flag]))
  if (given.length > 1) throw new UsageError(`give one of ${given.join(' and ')}, not both`)
  const life = ttl ?? validFor
  return {
    ...(life !== undefined && { ttl: life }),
    ...(validUntil !== undefined && { validUntil }),
    ...(nbf !== undefined && { nbf }),
  }
}
