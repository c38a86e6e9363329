import type { KeyOrRing } from '@x/jwt-core'
import type { Clock } from '../clock/clock.ts'

/** What all servers of one fake share. */
export interface Context {
  readonly secret: KeyOrRing
  readonly clock: Clock
}
