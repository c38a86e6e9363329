import type { Product, TokenKind } from './diagnosis.ts'
import type { FindingCode } from './findings.ts'

/** What a check found: a finding, before the catalogue adds what is known of its code. */
export interface Problem {
  readonly code: FindingCode
  readonly message: string
  readonly claim?: string | undefined
  /** Instead of the catalogue's. */
  readonly fix?: string | undefined
  /** Instead of the catalogue's. */
  readonly twilioError?: number | undefined
}

/** A token that could be read, and what it is judged by. */
export interface Examined {
  readonly kind: TokenKind
  readonly header: Readonly<Record<string, unknown>>
  readonly payload: Readonly<Record<string, unknown>>
  readonly accountSid: string | undefined
  readonly product: Product | undefined
  /** Seconds since the epoch. */
  readonly now: number
  /** Writes a value of the token into a message: short, on one line, and no secret. */
  readonly show: (value: unknown) => string
}

/** Looks at one side of a token. It is pure, and never throws whatever the token holds. */
export type Check = (token: Examined) => Iterable<Problem>
