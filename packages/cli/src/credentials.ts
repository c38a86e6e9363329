import { readFileSync } from 'node:fs'
import { parse } from 'dotenv'
import { type Io, UsageError } from './io.ts'

/** An account and an API key of it. */
export interface Credentials {
  readonly accountSid: string
  readonly apiKeySid: string
  readonly apiKeySecret: string
}

const NAMES = ['TWILIO_ACCOUNT_SID', 'TWILIO_API_KEY_SID', 'TWILIO_API_KEY_SECRET'] as const

function readEnvFile(): Record<string, string> {
  try {
    return parse(readFileSync('.env'))
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') return {}
    throw new UsageError('.env is there but cannot be read')
  }
}

/** The credentials in the environment, or in `.env` of this folder; undefined when none of them is set. */
export function findCredentials({ env }: Io): Credentials | undefined {
  const file = readEnvFile()
  const values = NAMES.map((name) => env[name] || file[name] || undefined)
  if (values.every((value) => value === undefined)) return undefined
  const missing = NAMES.filter((_, index) => values[index] === undefined)
  if (missing.length > 0) throw new UsageError(`set ${missing.join(' and ')} in the environment or in .env`)
  const [accountSid, apiKeySid, apiKeySecret] = values as [string, string, string]
  return { accountSid, apiKeySid, apiKeySecret }
}

/** As {@link findCredentials}, where there must be some. */
export function readCredentials(io: Io): Credentials {
  const credentials = findCredentials(io)
  if (credentials !== undefined) return credentials
  throw new UsageError(`set ${NAMES.join(', ')} in the environment or in .env`)
}
