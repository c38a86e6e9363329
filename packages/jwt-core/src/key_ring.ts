import { checkOptions, checkText } from './check.ts'
import { JwtOptionError } from './errors.ts'
import { type Key, keyFamily } from './key.ts'

/** Registered, so that a ring made by one copy of this package is known to every other. */
const FIND_KEY: unique symbol = /* @__PURE__ */ Symbol.for('twilio-token-toolkit.find-key')

/** Several keys, each under an id: the API key SID of an access token, the `kid` of other tokens. */
export interface KeyRing {
  /** The ids of the keys, in the order they were given. */
  readonly keyIds: readonly string[]
  /** @internal */
  readonly [FIND_KEY]: (id: unknown) => Key | undefined
}

/**
 * Makes a key ring, accepted wherever a secret is. It chooses the key by the token's `iss`, or by its `kid` when
 * no key is held under `iss`. A token that names no key of the ring is refused with `ERR_KEY_UNKNOWN`.
 *
 * @example
 * ```ts
 * const ring = createKeyRing({ SKold: oldSecret, SKnew: newSecret })
 * const verified = await AccessToken.verify(jwt, ring)
 * ```
 * @throws JwtOptionError `ERR_OPTION_INVALID`, `ERR_KEY_INVALID`
 */
export function createKeyRing(keys: Readonly<Record<string, Key>>): KeyRing {
  const held = new Map(Object.entries(checkOptions('keys', keys)))
  if (held.size === 0) throw new JwtOptionError('keys', 'must hold at least one key')
  for (const [id, key] of held) keyFamily(`keys.${checkText('keys', id)}`, key)
  const ring = { keyIds: Object.freeze([...held.keys()]) }
  // The keys live in a closure: nothing that prints or serialises the ring can reach them.
  Object.defineProperty(ring, FIND_KEY, { value: (id: unknown) => held.get(id as string) })
  return Object.freeze(ring) as KeyRing
}

export function isKeyRing(value: unknown): value is KeyRing {
  return typeof (value as KeyRing | null | undefined)?.[FIND_KEY] === 'function'
}

/** The key held under the first of `ids` that the ring knows. */
export function findKey(ring: KeyRing, ...ids: unknown[]): Key | undefined {
  for (const id of ids) {
    const key = ring[FIND_KEY](id)
    if (key !== undefined) return key
  }
  return undefined
}
