const LOOPBACK = /^wss:\/\/(127\.0\.0\.1|localhost|\[::1\])(?=[:/?#]|$)/

/**
 * A `WebSocket` that speaks plainly to loopback where it is asked for `wss:`, and is as it was to every other address.
 * Twilio's Voice SDK knows no other scheme; put this in place before the SDK is loaded.
 *
 * @example
 * ```ts
 * globalThis.WebSocket = plainLoopback(globalThis.WebSocket)
 * const { Device } = await import('@twilio/voice-sdk')
 * ```
 */
export function plainLoopback<Base extends new (url: string, ...rest: never[]) => object>(base: Base): Base {
  const plain: Base = new Proxy(base, {
    construct: (target, [url, ...rest], newTarget) =>
      Reflect.construct(
        target,
        [String(url).replace(LOOPBACK, 'ws://$1'), ...rest],
        newTarget === plain ? target : newTarget,
      ),
  })
  return plain
}
