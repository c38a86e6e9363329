/** Where the command writes, so that tests can stand in for a terminal. */
export interface Io {
  /** Writes a line to stdout: what was changed, or the diff. */
  readonly write: (text: string) => void
  /** Writes a line to stderr: everything else. */
  readonly log: (text: string) => void
  /** Shows how far it is, in place of what was shown before; missing where stderr is no terminal. */
  readonly progress?: ((text: string) => void) | undefined
}
