import { createKeyRing, type KeyRing, parseKeyRing } from '@x/jwt-core'
import type { SidPrefix } from '@x/jwt-core/token'
import { findSecrets } from './credentials.ts'
import { readFile } from './files.ts'
import { inTermsOfFlags } from './flag_errors.ts'
import { type Io, UsageError } from './io.ts'
import { readVariables } from './variables.ts'

/** What `--help` says of where secrets come from. */
export const KEY_HELP = `
Secrets come from --key-ring <file> or TWILIO_KEY_RING, as JSON: {"keys": {"SK…": "secret"}, "retired": ["SK…"]};
else from TWILIO_API_KEY_SID with TWILIO_API_KEY_SECRET (access tokens) and TWILIO_ACCOUNT_SID with TWILIO_AUTH_TOKEN
(capability tokens), in the environment, in .env or in --env-file. A secret is never an argument: others could read it in the list
of processes.`

function readRingFile(path: string): string {
  // A ring that a secret manager's command writes is given as `<(…)`.
  const text = readFile(path, { flag: '--key-ring', allowPipe: true })
  if (text === undefined) throw new UsageError(`--key-ring ${path} is not there`)
  return text
}

/** The secrets that a call may use. */
export interface KeySource {
  /** The ring that chooses a token's key; undefined when no secret was found. */
  readonly ring: KeyRing | undefined
  /** The secrets one by one, where they were set one by one. */
  readonly secrets: readonly OwnSecret[]
}

/** A secret of the environment, with whose it is: the id that was set beside it, or else how such ids begin. */
export interface OwnSecret {
  readonly secret: string
  readonly isOf: (issuer: unknown) => boolean
}

function ringOf(typed: string, json: string): KeySource {
  const names = { json: typed, keys: `${typed}: keys`, retired: `${typed}: retired` }
  return { ring: inTermsOfFlags(names, () => parseKeyRing(json)), secrets: [] }
}

/** Which secret signs under which id. */
const PAIRS = [
  ['apiKeySid', 'apiKeySecret', 'SK'],
  ['accountSid', 'authToken', 'AC'],
] as const satisfies readonly (readonly [id: string, secret: string, prefix: SidPrefix])[]

/** Finds the secrets to verify with. */
export function findKeys(ringFile: string | undefined, io: Io): KeySource {
  if (ringFile !== undefined) return ringOf('--key-ring', readRingFile(ringFile))
  const { TWILIO_KEY_RING: json } = readVariables(['TWILIO_KEY_RING'], io)
  if (json !== undefined) return ringOf('TWILIO_KEY_RING', json)
  const { values, names } = findSecrets(io)
  const keys: Record<string, string> = {}
  const secrets: OwnSecret[] = []
  for (const [idName, secretName, prefix] of PAIRS) {
    const { [idName]: id, [secretName]: secret } = values
    const isOf = (issuer: unknown) => (id === undefined ? String(issuer).startsWith(prefix) : issuer === id)
    if (secret !== undefined) secrets.push({ secret, isOf })
    if (id === undefined || secret === undefined) continue
    const typed = { keys: names[idName], [`keys.${id}`]: names[secretName] }
    inTermsOfFlags(typed, () => createKeyRing({ [id]: secret }))
    keys[id] = secret
  }
  return { ring: Object.keys(keys).length > 0 ? createKeyRing(keys) : undefined, secrets }
}
