import { epochSeconds } from '@x/jwt-core/token'

/** What an issuer did with one API key. */
export interface KeyUse {
  readonly accountSid: string
  readonly apiKeySid: string
  /** When it signed last, in seconds since the epoch. */
  readonly lastIssuedAt: number
  /** When the last of its tokens ends, in seconds since the epoch: from then on nobody misses the key. */
  readonly retireAt: number
}

export interface KeyUses {
  /** That a key signs at `lastIssuedAt` a token that lives until `expiresAt`. */
  add(accountSid: string, apiKeySid: string, lastIssuedAt: number, expiresAt: number): void
  living(): KeyUse[]
}

/** How many more keys there may be than living ones before the dead are swept out. */
const SWEEP = 1000

/** Remembers, for each key, when the last of its tokens ends. A key without a living token is forgotten. */
export function createKeyUses(): KeyUses {
  const uses = new Map<string, KeyUse>()
  let sweepAt = SWEEP

  function living(): KeyUse[] {
    const now = epochSeconds()
    for (const [key, { retireAt }] of uses) if (retireAt <= now) uses.delete(key)
    sweepAt = uses.size + SWEEP
    return [...uses.values()].sort((one, other) => one.lastIssuedAt - other.lastIssuedAt)
  }

  return {
    add(accountSid, apiKeySid, lastIssuedAt, expiresAt) {
      const before = uses.get(apiKeySid)
      if (before?.lastIssuedAt === lastIssuedAt && before.retireAt >= expiresAt) return
      const retireAt = Math.max(expiresAt, before?.retireAt ?? 0)
      uses.set(apiKeySid, { accountSid, apiKeySid, lastIssuedAt, retireAt })
      if (uses.size > sweepAt) living()
    },
    living,
  }
}
