/**
 * Gives an object a secret that reads and writes as any property does, but shows in no inspection, no JSON and no
 * spread copy.
 */
export function hide(target: object, name: string, value: unknown): void {
  let secret = value
  Object.defineProperty(target, name, {
    get: () => secret,
    set(next: unknown) {
      secret = next
    },
    configurable: true,
    enumerable: false,
  })
}
