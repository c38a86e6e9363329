import { checkOptions, describe, refuse } from './check.ts'
import { JwtError, JwtOptionError } from './errors.ts'
import { type Key, keyFamily } from './key.ts'
import { type KeyRing, type KeyRingOptions, makeKeyRing } from './key_ring.ts'
import { checkTtl } from './lifetime.ts'

/** Fetches the key of an id, from a secret manager say; undefined where there is none. */
export type ResolveKey = (keyId: string) => Promise<Key | undefined> | Key | undefined

export interface KeyResolverOptions extends KeyRingOptions {
  /** How long a key is used before the resolver is asked again, in seconds. Default 300. */
  readonly maxAge?: number | undefined
  /** How long an id that gave no key is not asked for again, in seconds. Default 30. */
  readonly cooldown?: number | undefined
  /**
   * How many ids that never gave a key are asked for within one cooldown. Beyond it such ids are refused unasked
   * with `ERR_KEY_UNAVAILABLE`, so that tokens with made-up ids cannot hammer the resolver. Default 10.
   */
  readonly maxUnknown?: number | undefined
}

/** No SID or `kid` in use is longer; a longer one is unknown without asking. */
const MAX_ID = 256

/** More keys than this are held by no service; beyond it all are fetched anew. */
const MAX_HELD = 1000

interface Held {
  readonly key: Key
  /** When it was fetched, in ms since the epoch. */
  readonly at: number
}

/**
 * Makes a key ring whose keys are fetched when first needed, kept for `maxAge`, and fetched once however many tokens
 * wait for them. Give `resolve` a time limit of its own. The `…Sync` functions work only for keys that are held.
 *
 * A rejected `resolve` refuses the tokens that wait for it with `ERR_KEY_UNAVAILABLE`, its error as `cause`.
 *
 * @example
 * ```ts
 * const ring = createKeyResolver((keySid) => secretManager.read(`twilio/${keySid}`), { maxAge: 600 })
 * const verified = await AccessToken.verify(jwt, ring)
 * ```
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function createKeyResolver(resolve: ResolveKey, options: KeyResolverOptions = {}): KeyRing {
  if (typeof resolve !== 'function') refuse('resolve', 'a function that gives the key of an id', resolve)
  const { maxAge = 300, cooldown = 30, maxUnknown = 10 } = checkOptions('options', options)
  checkTtl('maxAge', maxAge)
  checkTtl('cooldown', cooldown)
  if (!Number.isSafeInteger(maxUnknown) || maxUnknown <= 0)
    throw new JwtOptionError('maxUnknown', `must be a positive whole number, got ${describe(maxUnknown)}`)

  const held = new Map<string, Held>()
  const pending = new Map<string, Promise<Key | undefined>>()
  /** Ids that never gave a key, with when they were asked for and whether that failed: at most `maxUnknown`. */
  const unknown = new Map<string, { readonly at: number; failed: boolean }>()

  async function fetchKey(id: string): Promise<Key | undefined> {
    const asked = { at: Date.now(), failed: false }
    // Counted as unknown until it is known, so that ids asked for at the same time are bounded too.
    if (!held.has(id)) unknown.set(id, asked)
    let key: Key | undefined
    try {
      key = (await resolve(id)) ?? undefined
      if (key !== undefined) keyFamily('the key that was fetched', key)
    } catch (cause) {
      asked.failed = true
      throw unavailable('the key could not be fetched', cause)
    }
    if (key === undefined) {
      held.delete(id)
      return undefined
    }
    unknown.delete(id)
    if (held.size >= MAX_HELD) held.clear()
    held.set(id, { key, at: asked.at })
    return key
  }

  return makeKeyRing(undefined, options, (id) => {
    const now = Date.now()
    const found = held.get(id)
    if (found !== undefined && isWithin(found.at, now, maxAge)) return found.key
    const waiting = pending.get(id)
    if (waiting !== undefined) return waiting
    for (const [old, { at }] of unknown) if (!isWithin(at, now, cooldown)) unknown.delete(old)
    if (found === undefined) {
      const asked = unknown.get(id)
      if (asked?.failed) throw unavailable('the key could not be fetched a moment ago')
      if (asked !== undefined || id.length > MAX_ID) return undefined
      // Not known to be unknown: were it told so, the choice would go on to the token's kid.
      if (unknown.size >= maxUnknown) throw unavailable('too many unknown keys were asked for')
    }
    const fetched = fetchKey(id)
    pending.set(id, fetched)
    const settled = () => void pending.delete(id)
    fetched.then(settled, settled)
    return fetched
  })
}

function unavailable(problem: string, cause?: unknown): JwtError {
  return new JwtError('ERR_KEY_UNAVAILABLE', problem, { cause })
}

/** Whether `now` is less than `seconds` after `at`; a clock that was set back makes what is held too old. */
function isWithin(at: number, now: number, seconds: number): boolean {
  return now >= at && now - at < seconds * 1000
}
