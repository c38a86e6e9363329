import { closeSync, openSync, readSync } from 'node:fs'
import { createKeyRing, type KeyRing, parseKeyRing } from '@x/jwt-core'
import { type Io, UsageError } from './io.ts'
import { readVariables } from './variables.ts'

const NAMES = [
  'TWILIO_KEY_RING',
  'TWILIO_ACCOUNT_SID',
  'TWILIO_AUTH_TOKEN',
  'TWILIO_API_KEY_SID',
  'TWILIO_API_KEY_SECRET',
] as const

/** What `--help` says of where secrets come from. */
export const KEY_HELP = `
Secrets come from --key-ring <file> or TWILIO_KEY_RING, as JSON: {"keys": {"SK…": "secret"}, "retired": ["SK…"]};
else from TWILIO_API_KEY_SID with TWILIO_API_KEY_SECRET (access tokens) and TWILIO_ACCOUNT_SID with TWILIO_AUTH_TOKEN
(capability tokens), in the environment or in .env. A secret is never an argument: others could read it in the list
of processes.`

/** A ring of a hundred PEMs is far smaller. */
const MAX_FILE = 1_048_576

function readRingFile(path: string): string {
  let file: number | undefined
  try {
    file = openSync(path, 'r')
    const buffer = Buffer.alloc(MAX_FILE + 1)
    // A pipe gives what it has so far.
    let size = 0
    for (let read = -1; read !== 0 && size <= MAX_FILE; size += read)
      read = readSync(file, buffer, size, buffer.length - size, null)
    if (size > MAX_FILE) throw new UsageError(`the key-ring file is larger than ${MAX_FILE} bytes`)
    return buffer.toString('utf8', 0, size)
  } catch (error) {
    if (error instanceof UsageError) throw error
    throw new UsageError(`the key-ring file cannot be read (${(error as { code?: string }).code})`)
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

/** The secrets that a call may use. */
export interface KeySource {
  /** The ring that chooses a token's key; undefined when no secret was found. */
  readonly ring: KeyRing | undefined
  /** The secrets one by one, where they were set one by one. */
  readonly secrets: readonly string[]
}

/** Finds the secrets to verify with. */
export function findKeys(ringFile: string | undefined, io: Io): KeySource {
  if (ringFile !== undefined) return { ring: parseKeyRing(readRingFile(ringFile)), secrets: [] }
  const found = readVariables(NAMES, io)
  if (found.TWILIO_KEY_RING !== undefined) return { ring: parseKeyRing(found.TWILIO_KEY_RING), secrets: [] }
  const pairs: readonly (readonly [id: string | undefined, secret: string | undefined])[] = [
    [found.TWILIO_API_KEY_SID, found.TWILIO_API_KEY_SECRET],
    [found.TWILIO_ACCOUNT_SID, found.TWILIO_AUTH_TOKEN],
  ]
  const keys: Record<string, string> = {}
  for (const [id, secret] of pairs) if (id !== undefined && secret !== undefined) keys[id] = secret
  const secrets = pairs.flatMap(([, secret]) => secret ?? [])
  return { ring: Object.keys(keys).length > 0 ? createKeyRing(keys) : undefined, secrets }
}
