/** The last object of each kind. */
const kept: Record<string, object> = {}

/**
 * Keeps the last object of a kind, and gives it back. V8 forgets a shape of which a full collection finds no object, and
 * with it the code that it compiled for that shape: a service that makes one token after the other would start anew with
 * slow code each time. Until the next one it holds what it refers to: give it objects of our own making, which refer to
 * what stands in a token and to nothing else of an application's.
 */
export function keepShape<Kept extends object>(kind: string, object: Kept): Kept {
  kept[kind] = object
  return object
}
