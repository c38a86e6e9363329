import { attempt, ignore, isTokenError, listen, type SdkEmitter } from './emitter.ts'
import { readOptions } from './options.ts'
import type { TokenSource } from './token_source.ts'

/** A `Device` of `@twilio/voice-sdk`, by its shape. */
export interface VoiceDevice extends SdkEmitter {
  readonly state: string
  readonly token?: string | null
  readonly isBusy?: boolean
  readonly calls?: readonly unknown[]
  updateToken(token: string): unknown
}

/** Options of {@link bindVoice}. */
export interface BindVoiceOptions {
  /** Whether an update waits for a call's end while the device's token lives. Default true. */
  readonly deferDuringCall?: boolean | undefined
}

/** How many seconds before its end a device's token is replaced even in a call. */
const LAST_CHANCE = 5

/**
 * Keeps a Voice `Device` supplied with tokens until the returned function is called.
 *
 * @throws TokenSourceError `ERR_OPTION_INVALID`
 */
export function bindVoice(
  device: VoiceDevice,
  source: TokenSource,
  options: BindVoiceOptions = {},
): () => void {
  const { deferDuringCall = true } = readOptions(options, { deferDuringCall: true })
  let given: string | undefined
  /** When the device's token ends, if that is known. */
  let ends: number | undefined
  let next: string | undefined
  let nextEnds: number | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let ended = false

  const held = () => device.token ?? given
  const inCall = () => device.isBusy || (device.calls?.length ?? 0) > 0

  // The SDK sends whatever it is given, so it must never be given the same again: with a short life each update
  // makes it ask for the next at once.
  function offer(token: string): unknown {
    if (ended) return
    if (token === held()) {
      ends = source.expiresAt
      return
    }
    next = token
    nextEnds = source.expiresAt
    return apply()
  }

  function apply(): unknown {
    clearTimeout(timer)
    if (device.state === 'destroyed') unbind()
    if (next === undefined) return
    if (deferDuringCall && inCall() && (ends ?? 0) - Date.now() / 1000 > LAST_CHANCE) {
      // A look each second: the SDK has no event for the end of the last call.
      timer = setTimeout(() => attempt(apply), 1000)
      return
    }
    given = next
    ends = nextEnds
    next = undefined
    return device.updateToken(given)
  }

  const hint = () => void source.get().then(offer).catch(ignore)

  const unlisten = listen(device, {
    tokenWillExpire: hint,
    error(error) {
      if (!isTokenError(error)) return
      // What it holds is dead: nothing to wait for, in a call or not. A `register` hangs until it has another.
      ends = undefined
      const token = held()
      if (next !== undefined || token == null) attempt(apply)
      else source.reject(token, error).then(offer).catch(ignore)
    },
    destroyed: unbind,
  })
  const unsubscribe = source.subscribe(offer)
  hint()

  function unbind(): void {
    ended = true
    clearTimeout(timer)
    next = undefined
    unsubscribe()
    unlisten()
  }
  return unbind
}
