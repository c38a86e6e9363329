import { checkList, checkOptions, checkText } from './check.ts'
import { JwtError, type JwtErrorCode, JwtOptionError } from './errors.ts'
import { type Key, keyFamily } from './key.ts'
import { SID } from './sid.ts'

/** Registered, so that a ring made by one copy of this package is known to every other. */
const CHOOSE_KEY: unique symbol = /* @__PURE__ */ Symbol.for('twilio-token-toolkit.choose-key')

/** Several keys, each under an id: the API key SID of an access token, the `kid` of other tokens. */
export interface KeyRing {
  /** The ids of the keys, in the order they were given; undefined where a resolver knows them. */
  readonly keyIds: readonly string[] | undefined
  /** The ids of keys that are no longer good. */
  readonly retiredIds: readonly string[]
}

/** A ring as this package sees it. The symbol is no part of the type, which is to be one type in every copy. */
interface ChoosingRing extends KeyRing {
  readonly [CHOOSE_KEY]: ChooseKey
}

/** One key, or a ring that chooses it by the token's `iss` or `kid`. */
export type KeyOrRing = Key | KeyRing

/** Makes the error for a key that a ring cannot give. */
export type RefuseKey = (code: JwtErrorCode, problem: string) => JwtError

/** Gives the key of the first id that is known, at once or later. */
export type ChooseKey = (ids: readonly unknown[], refuse: RefuseKey) => Key | Promise<Key>

/** Finds the key of one id, at once or later. */
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
  const retiredIds: readonly string[] = Object.freeze([...retired])

  // The choice is the ring's own, so that a bundle without a ring holds no code for it.
  const choose: ChooseKey = (ids, refuse) => {
    for (const [index, id] of ids.entries()) {
      if (typeof id !== 'string') continue
      if (retiredIds.includes(id)) throw refuse('ERR_KEY_RETIRED', `the key ${id} is retired`)
      const key = find(id)
      if (key instanceof Promise) return key.then((found) => found ?? choose(ids.slice(index + 1), refuse))
      if (key !== undefined) return key
    }
    throw refuse('ERR_KEY_UNKNOWN', "it holds no key for the token's iss or kid")
  }
  const ring = { keyIds: keyIds && Object.freeze([...keyIds]), retiredIds }
  Object.defineProperty(ring, CHOOSE_KEY, { value: choose })
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
  for (const [id, key] of held) {
    if (typeof key === 'string' && SID.test(key))
      throw new JwtOptionError(
        'keys',
        'must hold secrets by their ids, got a SID as a secret: are they swapped?',
      )
    keyFamily(`keys.${checkText('keys', id)}`, key)
  }
  return makeKeyRing([...held.keys()], checkOptions('options', options), (id) => held.get(id))
}

export function isKeyRing(value: unknown): value is KeyRing {
  return typeof (value as ChoosingRing | null | undefined)?.[CHOOSE_KEY] === 'function'
}

/**
 * Checks that a value, where it is no key ring, is a key.
 *
 * @throws JwtOptionError `ERR_KEY_INVALID`
 */
export function checkKeyOrRing(option: string, value: unknown): KeyOrRing {
  if (!isKeyRing(value)) keyFamily(option, value)
  return value as KeyOrRing
}

/**
 * The key itself, or the one that a ring holds under the first of `ids` it knows; a promise of it where a resolver
 * has to be asked.
 *
 * @throws what `refuse` makes of `ERR_KEY_RETIRED` or `ERR_KEY_UNKNOWN`
 */
export function chooseKey<One extends Key>(
  key: One | KeyRing,
  ids: () => readonly unknown[],
  refuse: RefuseKey,
): One | Promise<One> {
  return isKeyRing(key) ? ((key as ChoosingRing)[CHOOSE_KEY](ids(), refuse) as One | Promise<One>) : key
}

/** The key, where it does not have to be waited for. */
export function keyNow<One>(key: One | Promise<One>): One {
  if (!(key instanceof Promise)) return key
  key.catch(() => {})
  throw new JwtError('ERR_SYNC_UNSUPPORTED', 'the key has to be waited for; call the async twin')
}
