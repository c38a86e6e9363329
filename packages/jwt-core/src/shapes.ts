/** The last object of each kind. */
const kept: Record<string, object> = {}

/**
 * Keeps the last object of a kind, and gives it back. V8 forgets a shape of which a full collection finds no object, and
 * with it the code that it compiled for that shape: a service that makes one token after the other would start anew with
 * slow code each time. What it keeps alive is no more than what is in memory between two tokens anyway.
 */
export function keepShape<Kept extends object>(kind: string, object: Kept): Kept {
  kept[kind] = object
  return object
}
