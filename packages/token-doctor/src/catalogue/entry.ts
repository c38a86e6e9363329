import type { Product, Severity, TokenKind } from '../diagnosis.ts'

/** What is known of a finding, whatever the token: the row of docs/errors.md. */
export interface FindingEntry {
  readonly severity: Severity
  /** The error Twilio answers with, where one is known. */
  readonly twilioError?: number
  /** The error instead, for a token of this kind or one asked to serve this product. */
  readonly elsewhere?: { readonly [Where in Product | TokenKind]?: number }
  /** How it comes about. */
  readonly cause: string
  /** What shows it. */
  readonly example: string
  /** How to mend it; what a finding says under `fix` unless the check knows better. */
  readonly mend: string
}

export type Entries<Code extends string> = Readonly<Record<Code, FindingEntry>>
