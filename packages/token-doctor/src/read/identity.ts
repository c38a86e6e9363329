import type { Examined } from '../examined.ts'
import type { Product } from '../ground.ts'
import { GRANT_OF } from './grant_shapes.ts'
import { grantsOf } from './grants.ts'

/** The products that must know the bearer and that a token, without being asked, holds the grants of. */
const MUST_KNOW: readonly Product[] = ['voice', 'chat', 'sync']

/** The product that must know who the bearer is; undefined where none must. */
export function whoMustKnow(token: Examined): Product | undefined {
  const { product } = token
  // A worker is known by its SID.
  if (product !== undefined) return product === 'taskrouter' ? undefined : product
  return MUST_KNOW.find((other) => Object.hasOwn(grantsOf(token), GRANT_OF[other]))
}
