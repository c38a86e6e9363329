import type { DiagnoseOptions, FindingCode, Severity } from '../src/index.ts'

/** A token that shows one finding and nothing else, and the same token mended as the finding says. */
export interface Case {
  readonly token: unknown
  readonly mended: unknown
  /** Where it differs from the one in the entry. */
  readonly severity?: Severity
  /** What else is told, after it, since it follows from it. */
  readonly along?: readonly FindingCode[]
  /** Beside the time and the secret that the token was signed with. */
  readonly options?: DiagnoseOptions
  /** The options of the mended token, where they differ. */
  readonly mendedOptions?: DiagnoseOptions
}
