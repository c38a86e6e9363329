import type { TokenRule } from '../rule.ts'
import { CLOCK_FAR_OFF } from './clock_far_off.ts'
import { EXPIRY_IS_LIFETIME } from './expiry_is_lifetime.ts'
import { EXPIRY_MISSING } from './expiry_missing.ts'
import { ISSUED_AT_MISSING } from './issued_at_missing.ts'
import { ISSUED_IN_FUTURE } from './issued_in_future.ts'
import { LIFETIME_EMPTY } from './lifetime_empty.ts'
import { LIFETIME_FULL_DAY } from './lifetime_full_day.ts'
import { LIFETIME_IN_MILLISECONDS } from './lifetime_in_milliseconds.ts'
import { LIFETIME_SHORT } from './lifetime_short.ts'
import { LIFETIME_TOO_LONG } from './lifetime_too_long.ts'
import { LIFETIME_WITHOUT_NOTICE } from './lifetime_without_notice.ts'
import { NOT_BEFORE_AT_ISSUE } from './not_before_at_issue.ts'
import { REQUEST_LIFETIME_LONG } from './request_lifetime_long.ts'
import { TIME_FRACTIONAL } from './time_fractional.ts'
import { TIME_IN_MICROSECONDS } from './time_in_microseconds.ts'
import { TIME_IN_MILLISECONDS } from './time_in_milliseconds.ts'
import { TIME_IN_NANOSECONDS } from './time_in_nanoseconds.ts'
import { TIME_NOT_NUMBER } from './time_not_number.ts'
import { TIME_ZONE_SHIFTED } from './time_zone_shifted.ts'
import { TOKEN_EXPIRED } from './token_expired.ts'
import { TOKEN_NOT_YET_VALID } from './token_not_yet_valid.ts'

export {
  CLOCK_FAR_OFF,
  EXPIRY_IS_LIFETIME,
  EXPIRY_MISSING,
  ISSUED_AT_MISSING,
  ISSUED_IN_FUTURE,
  LIFETIME_EMPTY,
  LIFETIME_FULL_DAY,
  LIFETIME_IN_MILLISECONDS,
  LIFETIME_SHORT,
  LIFETIME_TOO_LONG,
  LIFETIME_WITHOUT_NOTICE,
  NOT_BEFORE_AT_ISSUE,
  REQUEST_LIFETIME_LONG,
  TIME_FRACTIONAL,
  TIME_IN_MICROSECONDS,
  TIME_IN_MILLISECONDS,
  TIME_IN_NANOSECONDS,
  TIME_NOT_NUMBER,
  TIME_ZONE_SHIFTED,
  TOKEN_EXPIRED,
  TOKEN_NOT_YET_VALID,
}

/** In the order in which they are looked for. */
export const RULES: readonly TokenRule[] = [
  CLOCK_FAR_OFF,
  EXPIRY_IS_LIFETIME,
  EXPIRY_MISSING,
  ISSUED_AT_MISSING,
  ISSUED_IN_FUTURE,
  LIFETIME_EMPTY,
  LIFETIME_FULL_DAY,
  LIFETIME_IN_MILLISECONDS,
  LIFETIME_SHORT,
  LIFETIME_TOO_LONG,
  LIFETIME_WITHOUT_NOTICE,
  NOT_BEFORE_AT_ISSUE,
  REQUEST_LIFETIME_LONG,
  TIME_FRACTIONAL,
  TIME_IN_MICROSECONDS,
  TIME_IN_MILLISECONDS,
  TIME_IN_NANOSECONDS,
  TIME_NOT_NUMBER,
  TIME_ZONE_SHIFTED,
  TOKEN_EXPIRED,
  TOKEN_NOT_YET_VALID,
]
