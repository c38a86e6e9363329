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

/** Ends a call, whose result has been written, with an exit code. */
export class ExitSignal extends Error {
  readonly exitCode: number

  constructor(exitCode: number) {
    super(`exit ${exitCode}`)
    this.exitCode = exitCode
  }
}

/** A token is at most a few KiB; more on stdin is no token. */
const MAX_INPUT = 1_048_576

/** A log of refused tokens may be long. */
const MAX_LINES_INPUT = 64 * MAX_INPUT

async function readStdin(io: Io, limit: number): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of io.stdin) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Buffer)
    size += bytes.length
    if (size > limit) throw new UsageError(`stdin holds more than ${limit} bytes`)
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString()
}

/** The text given as an argument, or what stdin holds when the argument is `-`. */
export async function readArgument(argument: string, io: Io): Promise<string> {
  return argument === '-' ? (await readStdin(io, MAX_INPUT)).trim() : argument
}

/** How a token begins in a log, whatever stands around it: `ey` is base64url for `{"`. */
const TOKEN_START = /^\W*(?:Bearer\s+)?ey[^.]*\.[^.]+\./i

/** What stdin holds: a token a line where two lines or more begin like one, else one text. */
export async function readTokens(io: Io): Promise<readonly string[]> {
  const text = await readStdin(io, MAX_LINES_INPUT)
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  // A token that was wrapped, or that stands within pretty-printed JSON, is one text over several lines.
  return lines.filter((line) => TOKEN_START.test(line)).length > 1 ? lines : [text]
}
