import type { Show } from '../../ground.ts'
import type { FindingEntry, Found } from '../rule.ts'

/** A text taken out of what it was wrapped in. */
export interface Peeled extends Found {
  readonly inner: string
}

/** A finding about what stands around a token: it takes one layer off. */
export interface PeelRule extends FindingEntry {
  /** The text within, and what was around it; undefined where this is not around it. */
  peel(text: string, show: Show): Peeled | undefined
}

/** A finding about a text that is no token. What the text holds is not shown: it may be a secret. */
export interface TextRule extends FindingEntry {
  recognise(text: string): Found | undefined
}

/** A finding about what was passed in place of a text. */
export interface ValueRule extends FindingEntry {
  /** What the value is; `inner` is a token found within. */
  recognise(value: unknown, show: Show): (Found & { readonly inner?: string }) | undefined
}
