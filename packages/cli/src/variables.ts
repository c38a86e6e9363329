import { readFileSync } from 'node:fs'
import { parse } from 'dotenv'
import { type Io, UsageError } from './io.ts'

function readEnvFile(): Record<string, string> {
  try {
    return parse(readFileSync('.env'))
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return {}
    throw new UsageError('.env is there but cannot be read')
  }
}

/** Reads variables of the environment, or else of `.env` in this folder. An empty one counts as not set. */
export function readVariables<Name extends string>(
  names: readonly Name[],
  { env }: Io,
): Record<Name, string | undefined> {
  const file = readEnvFile()
  const values = names.map((name) => [name, env[name] || file[name] || undefined])
  return Object.fromEntries(values) as Record<Name, string | undefined>
}
