import type { Trial } from '../../signature/trial.ts'
import type { FindingEntry, Found } from '../rule.ts'

/** A finding about who signed a token. */
export interface SignatureRule extends FindingEntry {
  /** Tries keys of its own where that tells more. */
  check(trial: Trial): Found | undefined | Promise<Found | undefined>
}
