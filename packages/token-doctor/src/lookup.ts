import type { Severity } from './ground.ts'
import { FINDINGS, type FindingCode } from './rules/index.ts'
import type { FindingEntry } from './rules/rule.ts'

/**
 * Where to look first for an error: what Twilio's own pages on it name, then what public reports came to most often.
 * A finding may have another number of its own: Twilio answers 20101 for much that has one.
 */
const LOOK_FIRST: Readonly<Record<number, readonly FindingCode[]>> = {
  20101: [
    'TOKEN_IN_JSON',
    'TOKEN_NOT_STRING',
    'ISSUER_SUBJECT_SWAPPED',
    'ACCOUNT_MISMATCH',
    'CONTENT_TYPE_MISSING',
    'LIFETIME_TOO_LONG',
    'ISSUED_IN_FUTURE',
    'TOKEN_NOT_AWAITED',
    'TOKEN_PLACEHOLDER',
    'ENDPOINT_ANSWERED_ERROR',
    'CAPABILITY_TOKEN_OUTDATED',
    'REGION_SET',
    'SIGNATURE_INVALID',
    'TOKEN_EMPTY',
    'TOKEN_WHITESPACE',
    'TOKEN_QUOTED',
  ],
  20102: ['CONTENT_TYPE_MISSING', 'CONTENT_TYPE_WRONG', 'ALGORITHM_UNSUPPORTED', 'TYPE_WRONG'],
  20103: [
    'ISSUER_SUBJECT_SWAPPED',
    'ISSUER_NOT_API_KEY',
    'SUBJECT_NOT_ACCOUNT',
    'ACCOUNT_MISMATCH',
    'SID_STRAY_CHARACTERS',
    'SID_PLACEHOLDER',
  ],
  20104: ['TOKEN_EXPIRED', 'EXPIRY_IS_LIFETIME', 'TIME_ZONE_SHIFTED', 'EXPIRY_MISSING'],
  20105: ['TOKEN_NOT_YET_VALID', 'NOT_BEFORE_AT_ISSUE', 'ISSUED_IN_FUTURE'],
  20106: [
    'GRANT_MISSING',
    'GRANT_FIELD_MISSING',
    'GRANT_FIELD_MISNAMED',
    'GRANT_KEY_WRONG',
    'IDENTITY_MISSING',
  ],
  20107: [
    'SIGNATURE_INVALID',
    'SIGNED_WITH_AUTH_TOKEN',
    'SIGNED_WITH_STRAY_CHARACTERS',
    'SIGNED_WITH_PLACEHOLDER',
    'SIGNED_WITH_SID',
  ],
  20151: ['ACCOUNT_MISMATCH', 'SIGNATURE_INVALID'],
  20155: ['TOKEN_NOT_YET_VALID', 'TIME_ZONE_SHIFTED', 'ISSUED_IN_FUTURE'],
  20156: ['TOKEN_EXPIRED', 'EXPIRY_IS_LIFETIME', 'EXPIRY_MISSING', 'LIFETIME_TOO_LONG'],
  20157: ['LIFETIME_TOO_LONG', 'LIFETIME_IN_MILLISECONDS', 'TIME_IN_MILLISECONDS'],
  20160: [
    'TOKEN_NOT_JWT',
    'TOKEN_IN_JSON',
    'CONTENT_TYPE_MISSING',
    'TYPE_WRONG',
    'ALGORITHM_UNSUPPORTED',
    'ISSUER_NOT_API_KEY',
    'SIGNATURE_INVALID',
    'LIFETIME_TOO_LONG',
  ],
  31103: ['NAME_TOO_LONG'],
  31201: [
    'TOKEN_EXPIRED',
    'CAPABILITY_TOKEN_OUTDATED',
    'GRANT_MISSING',
    'ACCOUNT_MISMATCH',
    'SIGNATURE_INVALID',
  ],
  31202: ['SIGNATURE_INVALID', 'SIGNED_WITH_API_KEY_SECRET', 'ISSUER_NOT_ACCOUNT'],
  31203: ['ACCOUNT_MISMATCH', 'SUBJECT_NOT_ACCOUNT', 'ISSUER_NOT_ACCOUNT', 'SID_PLACEHOLDER'],
  31204: ['GRANT_MISSING', 'IDENTITY_MISSING', 'SCOPE_UNPARSABLE'],
  51003: ['NAME_TOO_LONG'],
  51006: ['TOKEN_EXPIRED', 'LIFETIME_SHORT'],
  51007: ['IDENTITY_MISSING', 'GRANT_MISSING', 'GRANT_FIELD_MISSING', 'SIGNATURE_INVALID', 'TOKEN_EXPIRED'],
  70156: ['REQUEST_HASH_INVALID', 'HEADER_LIST_INVALID', 'SIGNATURE_INVALID', 'KEY_ID_MISSING'],
}

const ORDER: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 }

function numbersOf({ twilioError, elsewhere = {} }: FindingEntry): number[] {
  return [twilioError, ...Object.values(elsewhere)].filter((number) => number !== undefined)
}

/** Every Twilio error that a finding can lead to, in ascending order. */
export function knownTwilioErrors(): number[] {
  const numbers = [...Object.values(FINDINGS).flatMap(numbersOf), ...Object.keys(LOOK_FIRST).map(Number)]
  return [...new Set(numbers)].sort((a, b) => a - b)
}

/**
 * The findings that can be behind an error of Twilio's, in the order in which to look; none for a number that is not
 * known.
 *
 * @example
 * ```ts
 * for (const { code, cause, mend } of findingsBehind(20101)) console.log(`${code}: ${cause} ${mend}`)
 * ```
 */
export function findingsBehind(twilioError: number): FindingEntry[] {
  // Text such as `constructor` is no number of Twilio's.
  const isNumber = typeof twilioError === 'number'
  const first: readonly string[] = (isNumber && LOOK_FIRST[twilioError]) || []
  const rank = ({ code, severity }: FindingEntry) =>
    first.includes(code) ? first.indexOf(code) - first.length : ORDER[severity]
  return Object.values(FINDINGS)
    .filter((entry) => numbersOf(entry).includes(twilioError) || first.includes(entry.code))
    .sort((a, b) => rank(a) - rank(b) || (a.code < b.code ? -1 : 1))
}

/** What is known of a finding by its code, in whatever case; undefined for one that does not exist. */
export function findFinding(code: string): FindingEntry | undefined {
  const upper = typeof code === 'string' ? code.toUpperCase() : ''
  return Object.hasOwn(FINDINGS, upper) ? FINDINGS[upper as FindingCode] : undefined
}

/** Errors that are met beside those of tokens, and that no token mends: what each is, and what to look at. */
export const OTHER_ERRORS: Readonly<Record<number, Pick<FindingEntry, 'cause' | 'mend'>>> = {
  20003: {
    cause: 'The REST API refused the user and password of a request; no token was looked at.',
    mend: 'Check the account SID and auth token, or the API key and its secret, that the server calls the REST API with.',
  },
  20403: {
    cause: 'The account is suspended or closed.',
    mend: 'Look at the account in the console: a new token changes nothing.',
  },
  31206: {
    cause: 'Too many requests came at once; the token is good.',
    mend: 'Ask less often, and wait longer after each refusal.',
  },
  51005: {
    cause: 'The connection was lost: the SDK’s sign of life was not answered.',
    mend: 'Look at the network: a new token changes nothing.',
  },
  53000: {
    cause: 'The signalling connection could not be made or failed.',
    mend: 'Look at the network, its proxy and its firewall: a new token changes nothing.',
  },
  53001: {
    cause: 'The signalling connection was lost.',
    mend: 'Look at the network: a new token changes nothing.',
  },
}
