import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'

/** Chance that a seed settles: the same seed and case give the same choices. */
export interface Random {
  /** A whole number from 0 up to `end`, without it. */
  readonly below: (end: number) => number
  /** One of a list. */
  readonly pick: <Item>(items: readonly Item[]) => Item
}

export function createRandom(seed: number, index: number): Random {
  // A case of its own sequence, so that one can be run alone.
  const generator = xoroshiro128plus((seed ^ Math.imul(index + 1, 0x9e3779b1)) | 0)
  for (let skipped = 0; skipped < 4; skipped++) generator.next()
  const below = (end: number) => uniformInt(generator, 0, end - 1)
  return { below, pick: (items) => items[below(items.length)] as never }
}
