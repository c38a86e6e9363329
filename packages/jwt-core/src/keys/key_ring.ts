import { type JwtError, type JwtErrorCode, JwtOptionError } from '../errors.ts'
import { checkList, checkName, isPlain, type OptionTable, ofOption, readOptions, refuse } from '../options.ts'
import { checkTwilioKey } from '../token/secret_text.ts'
import { sidKind } from '../token/sids.ts'
import { checkNoStray } from '../token/stray.ts'
import { whenReady } from '../waiting.ts'
import { type Key, takeKey } from './key.ts'

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

/** A key, and the id under which a ring holds it. */
export interface ChosenKey {
  readonly key: Key
  readonly id: string | undefined
}

/** Makes the error for a key that a ring cannot give. */
export type RefuseKey = (code: JwtErrorCode, problem: string) => JwtError

/**
 * Gives the key of the first id that is known, at once or later. `prefix` is what every id of this kind of token
 * begins with.
 */
export type ChooseKey = (
  ids: readonly unknown[],
  refuse: RefuseKey,
  prefix: string,
) => ChosenKey | PromiseLike<ChosenKey>

/**
 * Finds the key of one id, at once or later; `undefined` where there is none, `null` where there was one that was
 * withdrawn.
 */
export type FindKey = (
  id: string,
  prefix: string,
) => Key | null | undefined | PromiseLike<Key | null | undefined>

export interface KeyRingOptions {
  /**
   * Ids of keys that were taken out of use. A token that names one is refused with `ERR_KEY_RETIRED`, so that it is
   * told apart from one of an unknown key. Default none.
   */
  readonly retired?: readonly string[]
}

/** A key id; what hides in it would have it be another than the one that is meant. */
function checkId(option: string, id: unknown): string {
  return checkNoStray(option, checkName(option, id, 'an id that is no empty string'))
}

/**
 * Takes in the key of an id.
 *
 * @throws JwtOptionError `ERR_KEY_INVALID`, `ERR_OPTION_INVALID`
 */
export function takeKeyOf(id: string, option: string, key: unknown): Key {
  if (sidKind(id) !== undefined) checkTwilioKey(option, key)
  return takeKey(option, key)
}

/** The options of {@link KeyRingOptions}. */
export const KEY_RING_OPTIONS: OptionTable<KeyRingOptions> = {
  retired: (option, value) =>
    checkList(
      option,
      value,
      'a list of key ids (leave it out where none is retired)',
      (id) => checkId(option, id) === id,
    ),
}

/** @internal Makes a ring of what finds its keys, which live in a closure: nothing that prints the ring reaches them. */
export function makeKeyRing(
  keyIds: readonly string[] | undefined,
  { retired = [] }: KeyRingOptions,
  find: FindKey,
): KeyRing {
  const both = retired.find((id) => keyIds?.includes(id))
  if (both !== undefined)
    throw new JwtOptionError('retired', `names ${both}, which is among the keys as well`)
  const retiredIds: readonly string[] = Object.freeze([...retired])

  // The choice is the ring's own, so that a bundle without a ring holds no code for it.
  const choose: ChooseKey = (ids, refuse, prefix) => {
    const at = ids.findIndex((id) => typeof id === 'string')
    if (at === -1) throw refuse('ERR_KEY_UNKNOWN', "it holds no key for the token's iss or kid")
    const id = ids[at] as string
    if (retiredIds.includes(id)) throw refuse('ERR_KEY_RETIRED', `the key ${id} is retired`)
    return whenReady(find(id, prefix), (key) => {
      // A party whose key was withdrawn is not asked for another's.
      if (key === null) throw refuse('ERR_KEY_UNKNOWN', 'the key of the token was withdrawn')
      return key === undefined ? choose(ids.slice(at + 1), refuse, prefix) : { key, id }
    })
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
  const held = new Map<string, Key>()
  try {
    // What it inherits would be left out, and a key with it.
    if (!isPlain(keys)) refuse('keys', 'a plain object of keys by their ids', keys)
    for (const [id, key] of Object.entries(keys))
      held.set(id, takeKeyOf(id, `keys.${checkId('keys', id)}`, key))
  } catch (cause) {
    throw ofOption('keys', 'cannot be read', cause)
  }
  if (held.size === 0) throw new JwtOptionError('keys', 'must hold at least one key')
  return makeKeyRing([...held.keys()], readOptions('options', options, KEY_RING_OPTIONS), (id) =>
    held.get(id),
  )
}

export function isKeyRing(value: unknown): value is KeyRing {
  return typeof (value as ChoosingRing | null | undefined)?.[CHOOSE_KEY] === 'function'
}

/**
 * Takes in a value that is a key ring or else one key.
 *
 * @throws JwtOptionError `ERR_KEY_INVALID`, `ERR_OPTION_INVALID`
 */
export function takeKeyOrRing(option: string, value: unknown): KeyOrRing {
  return isKeyRing(value) ? value : takeKey(option, value)
}

/**
 * The key itself, or the one that a ring holds under the first of `ids` it knows; a promise of it where a resolver
 * has to be asked.
 *
 * @throws what `refuse` gives, when the ring holds no key for them or says it is retired
 */
export function chooseKey(
  key: KeyOrRing,
  ids: () => readonly unknown[],
  refuse: RefuseKey,
  prefix = '',
): ChosenKey | PromiseLike<ChosenKey> {
  return isKeyRing(key) ? (key as ChoosingRing)[CHOOSE_KEY](ids(), refuse, prefix) : { key, id: undefined }
}
