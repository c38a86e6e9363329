import type { Severity, TokenKind } from './ground.ts'
import type { FindingCode } from './rules/index.ts'

/** One thing to say about a token. */
export interface Finding {
  readonly severity: Severity
  /** What was found: stable across versions, a row of docs/errors.md. */
  readonly code: FindingCode
  /** The error Twilio is known to answer with: twilio.com/docs/api/errors/<number>. */
  readonly twilioError?: number
  /** Where: a header member, a claim, or a path into one, such as `grants.chat.service_sid`. */
  readonly claim?: string
  /** What is wrong, with the values. Never holds a secret. */
  readonly message: string
  /** How to mend it. */
  readonly fix: string
}

/** What {@link diagnose} has to say. */
export interface Diagnosis {
  readonly kind: TokenKind
  /** Whether there is no finding of severity `error`. */
  readonly ok: boolean
  /** As decoded, not verified; undefined where it cannot be read. */
  readonly header: Readonly<Record<string, unknown>> | undefined
  /** As decoded, not verified; undefined where it cannot be read. */
  readonly payload: Readonly<Record<string, unknown>> | undefined
  /** Errors first, then warnings, then infos. */
  readonly findings: readonly Finding[]
}
