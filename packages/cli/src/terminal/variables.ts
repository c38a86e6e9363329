import { parse } from 'dotenv'
import { readFile } from './files.ts'
import { type Io, UsageError } from './io.ts'

/** The file that was asked for, or `.env` of this folder where it is there. */
function readEnvFile({ envFile }: Io): Record<string, string> {
  const text = readFile(envFile ?? '.env', { flag: envFile === undefined ? undefined : '--env-file' })
  if (text === undefined && envFile !== undefined) throw new UsageError(`--env-file ${envFile} is not there`)
  return parse(oneBlankLine(text ?? ''))
}

/** A text whose blank lines are one where they follow each other: dotenv takes time by the square of how many do. */
function oneBlankLine(text: string): string {
  const lines = text.split(/\r\n|[\n\r\u2028\u2029]/)
  return lines.filter((line, at) => line.trim() !== '' || lines[at - 1]?.trim() !== '').join('\n')
}

/** Reads variables of the environment, or else of the `.env` file. An empty one counts as not set. */
export function readVariables<Name extends string>(
  names: readonly Name[],
  io: Io,
): Record<Name, string | undefined> {
  const file = readEnvFile(io)
  // A variable that is set, be it to nothing, is the environment's word: a file in this folder does not override it.
  const values = names.map((name) => [
    name,
    (Object.hasOwn(io.env, name) ? io.env[name] : file[name]) || undefined,
  ])
  return Object.fromEntries(values) as Record<Name, string | undefined>
}
