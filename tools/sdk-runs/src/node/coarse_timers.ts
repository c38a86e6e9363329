/** Lets the global timers wake at multiples of `period` seconds alone, as in a page that is hidden for long. */
export function makeTimersCoarse(period: number): void {
  const scope = globalThis as unknown as Record<'setTimeout' | 'setInterval', (...all: never[]) => unknown>
  const { setTimeout, setInterval } = scope as Record<string, (...all: unknown[]) => unknown>
  const step = period * 1000
  scope.setTimeout = (call: unknown, delay: number = 0, ...rest: unknown[]) =>
    setTimeout?.(call, Math.ceil((Date.now() + delay) / step) * step - Date.now(), ...rest)
  scope.setInterval = (call: unknown, delay: number = 0, ...rest: unknown[]) =>
    setInterval?.(call, Math.ceil(delay / step) * step, ...rest)
}
