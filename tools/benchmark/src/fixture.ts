// The account, key and secret of every token the benchmark makes. They are made up.

export const ACCOUNT_SID = 'AC0123456789abcdef0123456789abcdef'
export const KEY_SID = 'SK0123456789abcdef0123456789abcdef'
export const APPLICATION_SID = 'APc0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0'
export const SERVICE_SID = 'ISd1d1d1d1d1d1d1d1d1d1d1d1d1d1d1d1'
export const WORKSPACE_SID = 'WSa1a1a1a1a1a1a1a1a1a1a1a1a1a1a1a1'
export const WORKER_SID = 'WKb2b2b2b2b2b2b2b2b2b2b2b2b2b2b2b2'
export const CREDENTIAL_SID = 'CRe3e3e3e3e3e3e3e3e3e3e3e3e3e3e3e3'
/** As long as a real API key's secret: 32 characters. */
export const SECRET = 'fake-api-key-secret-0123456789ab'
export const AUTH_TOKEN = 'fake-auth-token-0123456789abcdef'
/** Seconds. */
export const TTL = 3600

export const ACCESS_TOKEN_HEADER = { alg: 'HS256', typ: 'JWT', cty: 'twilio-fpa;v=1' } as const
export const PLAIN_HEADER = { alg: 'HS256', typ: 'JWT' } as const

/** Tokens are minted for these in turn, so that nobody gains by remembering the last one. */
export const IDENTITIES: readonly string[] = Array.from({ length: 64 }, (_, at) => `user-${10 + at}`)

/** The clock, in seconds since the epoch, as an application reads it. */
export function epochSeconds(): number {
  return Math.floor(Date.now() / 1000)
}
