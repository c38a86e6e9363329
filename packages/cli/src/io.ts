/** What a command reads and writes, so that tests and other programs can stand in for a terminal. */
export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdin: AsyncIterable<unknown>
  /** Writes a line to stdout: only a token, a report or JSON. */
  readonly write: (text: string) => void
  /** Writes a line to stderr: everything else. */
  readonly log: (text: string) => void
  /** Whether stdout shows colours. */
  readonly coloured: boolean
}

/** The ways a command ends. */
export const EXIT = { ok: 0, badToken: 1, badCall: 2 } as const

/** A call that is wrong in a way the argument parser cannot see. */
export class UsageError extends Error {}

/** A token is at most a few KiB; more on stdin is no token. */
const MAX_INPUT = 1_048_576

/** The text given as an argument, or what stdin holds when the argument is `-`. */
export async function readArgument(argument: string, io: Io): Promise<string> {
  if (argument !== '-') return argument
  let text = ''
  for await (const chunk of io.stdin) {
    text += String(chunk)
    if (text.length > MAX_INPUT) throw new UsageError('stdin holds more than a token')
  }
  return text.trim()
}
