import { JwtError, JwtOptionError } from '../errors.ts'
import { checkTtl } from '../jwt/lifetime.ts'
import {
  type Check,
  checkList,
  describe,
  type OptionTable,
  optional,
  readOptions,
  refuse,
} from '../options.ts'
import { isPromise } from '../waiting.ts'
import type { Key } from './key.ts'
import { KEY_RING_OPTIONS, type KeyRing, type KeyRingOptions, makeKeyRing, takeKeyOf } from './key_ring.ts'
import { isWithin, Strangers } from './strangers.ts'
import { Turns } from './turns.ts'

/** Fetches the key of an id, from a secret manager say; undefined where there is none. */
export type ResolveKey = (keyId: string) => Promise<Key | undefined> | Key | undefined

export interface KeyResolverOptions extends KeyRingOptions {
  /** How long a key is used before the resolver is asked again, in seconds. Default 300. */
  readonly maxAge?: number | undefined
  /** How long an id that gave no key is not asked for again, in seconds. Default 30. */
  readonly cooldown?: number | undefined
  /**
   * Says which ids may be asked for: an id stands in the token, and anybody may have written it. Default: letters,
   * digits, `_` and `-`, at most 128, and `SK` first where access tokens are verified. This replaces that, so it has
   * to be as strict where ids become paths or queries.
   */
  readonly accepts?: (keyId: string) => boolean
  /** How long one answer is waited for, in seconds. Default 10. */
  readonly timeout?: number | undefined
  /**
   * How many ids that never gave a key may come to nothing within one cooldown. Beyond it such an id is refused
   * with `ERR_KEY_UNAVAILABLE` the first time and asked for when it comes again (more often, the more do): tokens
   * with made-up ids neither hammer the resolver nor keep a new key out. Default 10.
   */
  readonly maxUnknown?: number | undefined
}

/** A key ring whose keys are fetched. */
export interface KeyResolver extends KeyRing {
  /**
   * Fetches keys before they are needed, when a service starts say. An id given here is known: no flood of made-up
   * ones gets it refused.
   *
   * @throws JwtError `ERR_KEY_UNAVAILABLE` when one could not be fetched
   * @throws JwtOptionError `ERR_KEY_UNKNOWN` when there is no key for an id; `ERR_KEY_RETIRED`, `ERR_OPTION_INVALID`
   */
  preload(ids: readonly string[]): Promise<void>
}

const checkCount: Check<number> = (option, value) => {
  if (Number.isSafeInteger(value) && (value as number) > 0) return value as number
  throw new JwtOptionError(option, `must be a positive whole number, got ${describe(value)}`)
}

const checkSeconds: Check<number> = (option, value) => checkTtl(option, value)

const RESOLVER_OPTIONS: OptionTable<KeyResolverOptions> = {
  ...KEY_RING_OPTIONS,
  maxAge: optional(checkSeconds),
  cooldown: optional(checkSeconds),
  accepts: (option, value) =>
    typeof value === 'function'
      ? (value as (keyId: string) => boolean)
      : refuse(option, 'a function that gives true or false', value),
  timeout: optional((option, value) =>
    typeof value === 'number' && value > 0 && value <= 3600
      ? value
      : refuse(option, 'a positive number of seconds, at most 3600', value),
  ),
  maxUnknown: optional(checkCount),
}

/** What no secret manager, file system or query reads as more than a name; no SID or `kid` in use is longer. */
const PLAIN_ID = /^[\w-]{1,128}$/

/** How many ids that gave a key are remembered; the one that was not used for longest goes first. */
const MAX_KNOWN = 10_000

/** How many ids that never gave a key are asked for at the same time, and how many wait for that. */
const MAX_AT_ONCE = 64
const MAX_WAITING = 1000

/** An id that is known: with its key and when that was asked for; null where it was withdrawn. */
interface Known {
  readonly key: Key | null
  readonly at: number
}

/**
 * Makes a key ring whose keys are fetched when first needed, kept for `maxAge`, and fetched once however many tokens
 * wait for them. The `…Sync` functions work only for keys that are held.
 *
 * A rejected `resolve`, or one that takes longer than `timeout`, refuses the tokens that wait for it with
 * `ERR_KEY_UNAVAILABLE`, its error as `cause`.
 *
 * @example
 * ```ts
 * const ring = createKeyResolver((keySid) => secretManager.read(`twilio/${keySid}`), { maxAge: 600 })
 * const verified = await AccessToken.verify(jwt, ring)
 * ```
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function createKeyResolver(resolve: ResolveKey, options: KeyResolverOptions = {}): KeyResolver {
  if (typeof resolve !== 'function') refuse('resolve', 'a function that gives the key of an id', resolve)
  const read = readOptions<KeyResolverOptions>('options', options, RESOLVER_OPTIONS)
  const { maxAge = 300, cooldown = 30, maxUnknown = 10, timeout = 10, accepts } = read

  const known = new Map<string, Known>()
  const pending = new Map<string, Promise<Key | null | undefined>>()
  const strangers = new Strangers(cooldown, maxUnknown)
  const turns = new Turns(MAX_AT_ONCE)

  function know(id: string, entry: Known): void {
    // Out, and in as the newest.
    known.delete(id)
    known.set(id, entry)
    if (known.size > MAX_KNOWN) known.delete(known.keys().next().value as string)
  }

  async function ask(id: string): Promise<Key | null | undefined> {
    const at = Date.now()
    let key: Key | undefined
    try {
      key = (await within(timeout, resolve(id))) ?? undefined
      if (key !== undefined) key = takeKeyOf(id, 'the key that was fetched', key)
    } catch (cause) {
      if (!known.has(id)) strangers.fail(id, Date.now(), true)
      throw unavailable('the key could not be fetched', cause)
    }
    if (key === undefined && !known.has(id)) {
      strangers.fail(id, Date.now(), false)
      return undefined
    }
    know(id, { key: key ?? null, at })
    return key ?? null
  }

  async function askForStranger(id: string, isFirst: boolean): Promise<Key | null | undefined> {
    await turns.take()
    try {
      // While it waited, others may have come to nothing.
      if (isFirst && !answerUnasked(strangers.judge(id, Date.now()))) return undefined
      return await ask(id)
    } finally {
      turns.end()
    }
  }

  /** Asks for an id, unless that is under way. */
  function fetchKey(id: string, isKnown: boolean): Promise<Key | null | undefined> | undefined {
    const waiting = pending.get(id)
    if (waiting !== undefined) return waiting
    let fetched: Promise<Key | null | undefined>
    if (isKnown) fetched = ask(id)
    else {
      const judged = strangers.judge(id, Date.now())
      if (!answerUnasked(judged)) return undefined
      if (turns.waiting >= MAX_WAITING) throw unavailable('too many keys are asked for')
      fetched = askForStranger(id, judged === 'ask')
    }
    pending.set(id, fetched)
    const settled = () => void pending.delete(id)
    fetched.then(settled, settled)
    return fetched
  }

  const ring = makeKeyRing(undefined, read, (id, prefix) => {
    if (!(accepts ? isAccepted(accepts, id) : PLAIN_ID.test(id) && id.startsWith(prefix))) return undefined
    const found = known.get(id)
    if (found === undefined) return fetchKey(id, false)
    know(id, found)
    return isWithin(found.at, Date.now(), found.key === null ? cooldown : maxAge)
      ? found.key
      : fetchKey(id, true)
  })

  async function preload(ids: readonly string[]): Promise<void> {
    const given = checkList<string>('ids', ids, 'a list of key ids', (id) => typeof id === 'string')
    await Promise.all(
      given.map(async (id) => {
        const isOurs = accepts ? isAccepted(accepts, id) : PLAIN_ID.test(id)
        if (!isOurs) throw new JwtOptionError('ids', 'holds an id that this ring does not accept')
        if (ring.retiredIds.includes(id))
          throw new JwtOptionError('ids', `names ${id}, which is retired`, 'ERR_KEY_RETIRED')
        if (!known.has(id)) know(id, { key: null, at: Number.NEGATIVE_INFINITY })
        if ((await fetchKey(id, true)) == null)
          throw new JwtOptionError('ids', `names ${id}, for which there is no key`, 'ERR_KEY_UNKNOWN')
      }),
    )
  }
  return Object.freeze(Object.defineProperties({ ...ring, preload }, Object.getOwnPropertyDescriptors(ring)))
}

/**
 * What is said of an id without asking for it: false that there is none, true that it is to be asked for. Not known to
 * be unknown, it must not be told so: the choice would go on to the token's `kid`.
 */
function answerUnasked(judged: ReturnType<Strangers['judge']>): boolean {
  if (judged === 'outage') throw unavailable('the key could not be fetched a moment ago')
  if (judged === 'turned away') throw unavailable('too many unknown keys were asked for')
  return judged !== 'none'
}

function isAccepted(accepts: (keyId: string) => boolean, id: string): boolean {
  const accepted: unknown = accepts(id)
  // A promise would be as good as true.
  if (typeof accepted !== 'boolean')
    throw new JwtOptionError('accepts', `must give true or false, got ${describe(accepted)}`)
  return accepted
}

/** What is resolved within so many seconds. */
async function within<Value>(seconds: number, value: Value | PromiseLike<Value>): Promise<Value> {
  if (!isPromise(value)) return value
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${seconds} s`)), seconds * 1000)
  })
  try {
    return await Promise.race([value, late])
  } finally {
    clearTimeout(timer)
  }
}

function unavailable(problem: string, cause?: unknown): JwtError {
  return new JwtError('ERR_KEY_UNAVAILABLE', problem, { cause })
}
