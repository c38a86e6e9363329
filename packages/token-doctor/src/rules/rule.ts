import type { Examined } from '../examined.ts'
import type { Product, Severity, TokenKind, TwilioKind } from '../ground.ts'

/** What is known of a finding, whatever the token: the row of docs/errors.md. */
export interface FindingEntry {
  /** The finding's name: stable across versions. */
  readonly code: string
  readonly severity: Severity
  /** The error Twilio answers with, where one is known. */
  readonly twilioError?: number
  /** The error instead, for a token of this kind or one asked to serve this product. */
  readonly elsewhere?: { readonly [Where in Product | TokenKind]?: number }
  /** Whether it brings other findings about, and so is told before them. */
  readonly isCause?: true
  /** How it comes about. */
  readonly cause: string
  /** What shows it. */
  readonly example: string
  /** How to mend it; what a finding says under `fix` unless the check knows better. */
  readonly mend: string
}

/** What a check found; the entry of its finding tells the rest. */
export interface Found {
  /** What is wrong, with the values: one line, no full stop. */
  readonly message: string
  /** Where: a header member, a claim, or a path into one. */
  readonly claim?: string | undefined
  /** Instead of the entry's mend. */
  readonly fix?: string | undefined
  /** Instead of the entry's error. */
  readonly twilioError?: number | undefined
  /** Whose grant this is in: asked about another product, it is at most a warning. */
  readonly product?: Product | undefined
  /** Instead of the entry's severity. */
  readonly severity?: Severity | undefined
  /** Whether it is told before others of its severity, as what brings them about, or after them, as said of all its kind. */
  readonly place?: 'first' | 'last' | undefined
}

/** What was found, by which finding. */
export interface Problem extends Found {
  readonly entry: FindingEntry
}

/** A finding about a token that could be read. Its check is pure, and never throws whatever the token holds. */
export interface TokenRule extends FindingEntry {
  /** The kinds of token it looks at; all of Twilio's when left out. */
  readonly kinds?: readonly TwilioKind[]
  check(token: Examined): Iterable<Found>
}

/** What a check finds, as a problem of the finding it belongs to. */
export function toProblem(entry: FindingEntry, found: Found): Problem {
  return { ...found, entry }
}
