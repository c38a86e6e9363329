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

/** The environment variable of each credential. */
type Variables<Found> = { readonly [Name in keyof Found]: string }

const ACCOUNT_SID = 'TWILIO_ACCOUNT_SID'
const API_KEY: Variables<Credentials> = {
  accountSid: ACCOUNT_SID,
  apiKeySid: 'TWILIO_API_KEY_SID',
  apiKeySecret: 'TWILIO_API_KEY_SECRET',
}
const ACCOUNT: Variables<AccountCredentials> = { accountSid: ACCOUNT_SID, authToken: 'TWILIO_AUTH_TOKEN' }

/** What is set, by the names that programs use, and the variables that are not. */
function lookUp<Found>(variables: Variables<Found>, io: Io): { found: Found; missing: string[] } {
  const entries = Object.entries<string>(variables)
  const values = readVariables(Object.values<string>(variables), io)
  return {
    found: Object.fromEntries(entries.map(([name, variable]) => [name, values[variable]])) as Found,
    missing: entries.map(([, variable]) => variable).filter((variable) => values[variable] === undefined),
  }
}

function readAll<Found>(variables: Variables<Found>, io: Io): Found {
  const { found, missing } = lookUp(variables, io)
  if (missing.length === 0) return found
  throw new UsageError(`set ${missing.join(' and ')} in the environment or in .env`)
}

/** The account and the API key in the environment, or in `.env` of this folder; undefined when no key is set. */
export function findCredentials(io: Io): Credentials | undefined {
  const { found } = lookUp(API_KEY, io)
  // The account alone is often there for its auth token.
  const isSet = found.apiKeySid !== undefined || found.apiKeySecret !== undefined
  return isSet ? readAll(API_KEY, io) : undefined
}

/** As {@link findCredentials}, where there must be some. */
export function readCredentials(io: Io): Credentials {
  return readAll(API_KEY, io)
}

/** The account and its auth token in the environment, or in `.env` of this folder. */
export function readAccountCredentials(io: Io): AccountCredentials {
  return readAll(ACCOUNT, io)
}
