import { checkList, checkOptions, checkText } from './check.ts'
import { JwtError, type JwtErrorCode, JwtOptionError } from './errors.ts'
import { type Key, keyFamily } from './key.ts'

/** Registered, so that a ring made by one copy of this package is known to every other. */
const FIND_KEY: unique symbol = /* @__PURE__ */ Symbol.for('twilio-token-toolkit.find-key')

/** Several keys, each under an id: the API key SID of an access token, the `kid` of other tokens. */
export interface KeyRing {
  /** The ids of the keys, in the order they were given; undefined where a resolver knows them. */
  readonly keyIds: readonly string[] | undefined
  /** The ids of keys that are no longer good. */
  readonly retiredIds: readonly string[]
  /** @internal */
  readonly [FIND_KEY]: FindKey
}

/** Finds the key of an id, at once or later. */
export type FindKey = (id: string) => Key | undefined | Promise<Key | undefined>

export interface KeyRingOptions {
  /**
   * Ids of keys that were taken out of use. A token that names one is refused with `ERR_KEY_RETIRED`, so that it is
   * told apart from one of an unknown key. Default none.
   */
  readonly retired?: readonly string[] | undefined
}

/** @internal Makes a ring of what finds its keys, which live in a closure: nothing that prints the ring reaches them. */
export function makeKeyRing(
  keyIds: readonly string[] | undefined,
  { retired = [] }: KeyRingOptions,
  find: FindKey,
): KeyRing {
  checkList('retired', retired, 'a list of key ids', (id) => typeof id === 'string' && id !== '')
  const both = retired.find((id) => keyIds?.includes(id))
  if (both !== undefined)
    throw new JwtOptionError('retired', `names ${both}, which is among the keys as well`)
  const ring = { keyIds: keyIds && Object.freeze([...keyIds]), retiredIds: Object.freeze([...retired]) }
  Object.defineProperty(ring, FIND_KEY, { value: find })
  return Object.freeze(ring) as KeyRing
}

/**
 * Makes a key ring, accepted wherever a secret is. It chooses the key by the token's `iss`, or by its `kid` when
 * no key is held under `iss`. A token that names no key of the ring is refused with `ERR_KEY_UNKNOWN`.
 *
 * @example
 * ```ts
 * const ring = createKeyRing({ SKnew: newSecret, SKold: oldSecret }, { retired: ['SKleaked'] })
 * const verified = await AccessToken.verify(jwt, ring)
 * ```
 * @throws JwtOptionError `ERR_OPTION_INVALID`, `ERR_KEY_INVALID`
 */
export function createKeyRing(keys: Readonly<Record<string, Key>>, options: KeyRingOptions = {}): KeyRing {
  const held = new Map(Object.entries(checkOptions('keys', keys)))
  if (held.size === 0) throw new JwtOptionError('keys', 'must hold at least one key')
  for (const [id, key] of held) keyFamily(`keys.${checkText('keys', id)}`, key)
  return makeKeyRing([...held.keys()], checkOptions('options', options), (id) => held.get(id))
}

export function isKeyRing(value: unknown): value is KeyRing {
  return typeof (value as KeyRing | null | undefined)?.[FIND_KEY] === 'function'
}

/** Makes the error for a key that a ring cannot give. */
export type RefuseKey = (code: JwtErrorCode, problem: string) => JwtError

/**
 * The key held under the first of `ids` that the ring knows; a promise of it where a resolver has to be asked.
 *
 * @throws what `refuse` makes of `ERR_KEY_RETIRED` or `ERR_KEY_UNKNOWN`
 */
export function findKey(ring: KeyRing, ids: readonly unknown[], refuse: RefuseKey): Key | Promise<Key> {
  for (const [index, id] of ids.entries()) {
    if (typeof id !== 'string') continue
    // A ring made by an older copy of this package knows no retired keys.
    if (ring.retiredIds?.includes(id)) throw refuse('ERR_KEY_RETIRED', `the key ${id} is retired`)
    const key = ring[FIND_KEY](id)
    if (key instanceof Promise)
      return key.then((found) => found ?? findKey(ring, ids.slice(index + 1), refuse))
    if (key !== undefined) return key
  }
  throw refuse('ERR_KEY_UNKNOWN', "no key is held for the token's iss or kid")
}

/** The key, where it did not have to be waited for. */
export function keyNow<Found>(key: Found | Promise<Found>): Found {
  if (!(key instanceof Promise)) return key
  key.catch(() => {})
  throw new JwtError('ERR_SYNC_UNSUPPORTED', 'this key ring has to wait for its key; call the async twin')
}
