import { statSync } from 'node:fs'

/** What a command reads and writes, so that tests and other programs can stand in for a terminal. */
export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdin: AsyncIterable<unknown>
  /** Writes a line to stdout: only a token, a report or JSON. */
  readonly write: (text: string) => void
  /** Writes a line to stderr: everything else. */
  readonly log: (text: string) => void
  /** Whether stdin is a terminal, where somebody has to type what is read. */
  readonly interactive?: boolean | undefined
  /** The file of variables that the call named; `.env` of this folder where it named none. */
  readonly envFile?: string | undefined
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

async function readStdin(io: Io): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const bytes of chunksOf(io)) {
    size += bytes.length
    if (size > MAX_INPUT) throw new UsageError(`stdin holds more than ${MAX_INPUT} bytes`)
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString()
}

async function* chunksOf(io: Io): AsyncGenerator<Buffer> {
  if (io.interactive)
    io.log('reading from the terminal: paste a token, then press Ctrl+D on a line of its own')
  for await (const chunk of io.stdin) yield typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Buffer)
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile()
  } catch {
    // There is none, or it is a text that can name none.
    return false
  }
}

/** Refuses a file's name in a token's place, which other commands would read. */
export function refuseFile(argument: string): void {
  if (isFile(argument))
    throw new UsageError('the token is the name of a file: write < before it, and what it holds is read')
}

/** The token given as an argument, or what stdin holds where there is none, or `-`. */
export async function readArgument(argument: string | undefined, io: Io): Promise<string> {
  if (argument !== undefined && argument !== '-') {
    refuseFile(argument)
    return argument
  }
  const text = (await readStdin(io)).trim()
  if (argument === undefined && text === '') throw noToken()
  return text
}

/** The refusal of a call that gives a token nowhere. */
export function noToken(): UsageError {
  return new UsageError('no token was given: add it to the call, or write it to stdin')
}

/** A line of a log that was read, with its number. */
export interface Line {
  readonly number: number
  readonly text: string
}

/** No token is longer; a line that is, such as a whole export on one, is read in pieces. */
const MAX_LINE = 262_144

/** A line too long to keep, up to where no token is cut in two: one word of this length is none. */
function pieceOf(line: string): [piece: string, rest: string] {
  const gap = Math.max(...[' ', ',', '"'].map((each) => line.lastIndexOf(each)))
  const end = gap > 0 ? gap : line.length
  return [line.slice(0, end), line.slice(end)]
}

type Decoder = InstanceType<typeof TextDecoder>

/** Windows PowerShell writes what is sent to a file as UTF-16, behind this mark. */
function decoderFor(bytes: Buffer): Decoder {
  return new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8')
}

/** What stdin holds, a line at a time, in memory that does not grow with it; the pieces of a long line have its number. */
export async function* readLines(io: Io): AsyncGenerator<Line> {
  let decoder: Decoder | undefined
  let rest = ''
  let number = 1
  for await (const bytes of chunksOf(io)) {
    decoder ??= decoderFor(bytes)
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n')
    rest = lines.pop() as string
    for (const text of lines) yield { number: number++, text: text.replace(/\r$/, '') }
    while (rest.length > MAX_LINE) {
      const [text, more] = pieceOf(rest)
      rest = more
      yield { number, text }
    }
  }
  if (rest !== '') yield { number, text: rest }
}
