/** What a good token says. */
export interface CheckedToken {
  readonly identity: string
  readonly accountSid: string
  readonly jti: string | undefined
  /** Seconds since the epoch. */
  readonly expiresAt: number
  readonly grants: Readonly<Record<string, unknown>>
}

/** What Twilio makes of a token: good, or refused under one of its error numbers. */
export type Verdict =
  | { readonly ok: true; readonly token: CheckedToken }
  | { readonly ok: false; readonly code: number; readonly message: string }

/** The error numbers under which Twilio refuses a token. */
const REFUSALS: Readonly<Record<number, string>> = {
  20101: 'Invalid Access Token',
  20102: 'Invalid Access Token header',
  20103: 'Invalid Access Token issuer/subject',
  20104: 'Access Token expired or expiration date invalid',
  20105: 'Access Token not yet valid',
  20106: 'Invalid Access Token grants',
  20107: 'Invalid Access Token signature',
}

export function refusal(code: number, message: string = REFUSALS[code] ?? 'Refused'): Verdict {
  return { ok: false, code, message }
}
