import type { Dissected } from '../../read/dissect.ts'
import type { FindingEntry, Found } from '../rule.ts'

/** A finding about a text that no strict parser takes for a token. */
export interface ShapeRule extends FindingEntry {
  check(text: Dissected): Iterable<Found>
}
