import type { FlagNames } from './flag_errors.ts'
import { type Io, UsageError } from './io.ts'
import { readVariables } from './variables.ts'

/** An account and an API key of it, which signs access tokens. */
export interface Credentials {
  readonly accountSid: string
  readonly apiKeySid: string
  readonly apiKeySecret: string
}

/** An account and its auth token, which signs capability tokens. */
export interface AccountCredentials {
  readonly accountSid: string
  readonly authToken: string
}

/**
 * The environment variables of each credential, the first of which is the one that is named; the others are Twilio's own
 * names for it.
 */
const VARIABLES = {
  accountSid: ['TWILIO_ACCOUNT_SID'],
  authToken: ['TWILIO_AUTH_TOKEN'],
  apiKeySid: ['TWILIO_API_KEY_SID', 'TWILIO_API_KEY'],
  apiKeySecret: ['TWILIO_API_KEY_SECRET', 'TWILIO_API_SECRET'],
} as const

type Name = keyof typeof VARIABLES

/** Credentials, and the variable that gave each. */
export interface Found<Values> {
  readonly values: Values
  readonly names: Readonly<Record<Name, string>> & FlagNames
}

type Secrets = { readonly [Each in Name]: string | undefined }

/** What `--help` says of where credentials come from. */
export const CREDENTIALS_HELP = `Credentials come from TWILIO_ACCOUNT_SID, TWILIO_API_KEY_SID (or TWILIO_API_KEY) and TWILIO_API_KEY_SECRET (or
TWILIO_API_SECRET), in the environment, in .env or in --env-file. A secret is never an argument: others could read it in
the list of processes.`

/** The same of the commands that sign with an auth token. */
export const ACCOUNT_HELP = `Credentials come from TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN, in the environment, in .env or in --env-file. A secret
is never an argument: others could read it in the list of processes.`

/** All that is set, whatever a call needs of it. What the environment sets, under whichever name, wins over a file. */
export function findSecrets(io: Io): Found<Secrets> {
  const set = readVariables(Object.values(VARIABLES).flat(), io)
  const names: Record<string, string> = {}
  const values: Record<string, string | undefined> = {}
  for (const [name, variables] of Object.entries(VARIABLES)) {
    const variable =
      variables.find((each) => io.env[each]) ?? variables.find((each) => set[each]) ?? variables[0]
    names[name] = variable
    values[name] = set[variable]
  }
  return { values, names } as unknown as Found<Secrets>
}

function needAll<Needed extends Name>(
  { values, names }: Found<Secrets>,
  needed: readonly Needed[],
): Found<Readonly<Record<Needed, string>>> {
  const missing = needed.filter((name) => values[name] === undefined).map((name) => names[name])
  if (missing.length > 0)
    throw new UsageError(`set ${missing.join(' and ')} in the environment, in .env or in --env-file`)
  const all = Object.fromEntries(needed.map((name) => [name, values[name]]))
  return { values: all as Readonly<Record<Needed, string>>, names }
}

const API_KEY = ['accountSid', 'apiKeySid', 'apiKeySecret'] as const

/** The account and the API key in the environment, or in `.env` of this folder; undefined when no key is set. */
export function findCredentials(io: Io): Found<Credentials> | undefined {
  const found = findSecrets(io)
  // The account alone is often there for its auth token.
  const isSet = found.values.apiKeySid !== undefined || found.values.apiKeySecret !== undefined
  return isSet ? needAll(found, API_KEY) : undefined
}

/** As {@link findCredentials}, where there must be some. */
export function readCredentials(io: Io): Found<Credentials> {
  return needAll(findSecrets(io), API_KEY)
}

/** The account and its auth token in the environment, or in `.env` of this folder. */
export function readAccountCredentials(io: Io): Found<AccountCredentials> {
  return needAll(findSecrets(io), ['accountSid', 'authToken'])
}
