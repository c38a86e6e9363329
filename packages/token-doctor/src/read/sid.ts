import { type SidPrefix, sidKind, WHOLE_SID } from '@x/jwt-core/token'
import type { Show } from '../ground.ts'
import { isPlaceholder } from './placeholder.ts'
import { findStray, withoutStray } from './stray.ts'

/** What was once made of other kinds of SID, and still is passed. */
const OTHER_KINDS: Readonly<Record<string, string>> = {
  CA: 'call',
  CH: 'conversation',
  MG: 'messaging service',
  PN: 'phone number',
  PV: 'video profile',
  RM: 'room',
  US: 'user',
  VA: 'Verify service',
  ZS: 'Functions service',
}

/** What may be a SID, if a short one: a name that begins with two such letters is none. */
const LIKE_SID = /^[A-Z]{2}[0-9a-fA-F]*$/

/** What a SID that begins so stands for; undefined where that is not known. */
function kindOfSid(sid: string): string | undefined {
  const prefix = sid.slice(0, 2)
  const name = sidKind(sid) ?? (Object.hasOwn(OTHER_KINDS, prefix) ? OTHER_KINDS[prefix] : undefined)
  return name === undefined ? undefined : `${/^[aeiou]/i.test(name) ? 'an' : 'a'} ${name} SID`
}

/** What a SID that begins so stands for. */
export function nameOfKind(sid: string): string {
  return kindOfSid(`${sid}…`) ?? 'a SID'
}

/** Whether a value begins as a SID of this kind does. Short ones, as tests and examples use them, count. */
export function isOfKind(value: unknown, prefix: SidPrefix): value is string {
  return typeof value === 'string' && value.length > 2 && value.startsWith(prefix)
}

/** Whether a text is a whole SID: two letters and 32 hexadecimal digits. */
export function isWholeSid(text: string): boolean {
  return WHOLE_SID.test(text)
}

/** Says what a value is that should be a SID; what has the shape of a secret is not shown. */
export function describeSid(value: unknown, show: Show): string {
  if (typeof value !== 'string' || value.length <= 2) return show(value)
  const kind = LIKE_SID.test(value) ? kindOfSid(value) : undefined
  if (kind !== undefined) return `${show(value)}, ${kind}`
  return show(value)
}

const WITHIN = new RegExp(`(?:^|[^0-9A-Za-z])(${WHOLE_SID.source.slice(1, -1)})(?![0-9A-Za-z])`)

/** The whole SID within a longer text, such as `ACCOUNT_SID=AC…;`, or broken up by other characters; undefined where there is none. */
export function sidWithin(text: string): string | undefined {
  if (text.length > 200 || WHOLE_SID.test(text)) return undefined
  // Percent-encoded, too, such as a quote as %22.
  const bare = text.replace(/%[0-9a-f]{2}/gi, ' ')
  const [, found] = WITHIN.exec(bare) ?? []
  const joined = found ?? bare.replace(/\\[nrt]/g, '').replace(/[^0-9A-Za-z]/g, '')
  return WHOLE_SID.test(joined) ? joined : undefined
}

/** What a SID is whose letters were changed to capitals, or to small ones; undefined where it is none. */
export function recasedSid(text: string): string | undefined {
  const right = text.slice(0, 2).toUpperCase() + text.slice(2).toLowerCase()
  return right !== text && WHOLE_SID.test(right) ? right : undefined
}

/**
 * What stands where a SID of one kind belongs: one that may be right, one with a stray character that is right without
 * it, one whose letters are capitals where they should be small or the other way about, a sample's placeholder, one that
 * is not whole, or something else.
 */
export type SidState = 'fit' | 'stray' | 'case' | 'placeholder' | 'short' | 'other'

/** Says which. */
export function stateOfSid(value: unknown, prefix: SidPrefix): SidState {
  if (typeof value !== 'string') return 'other'
  if (isOfKind(value, prefix) && isWholeSid(value)) return 'fit'
  if (isOfKind(sidWithin(value), prefix)) return 'stray'
  if (findStray(value) !== undefined && isOfKind(withoutStray(value), prefix)) return 'stray'
  if (isOfKind(recasedSid(value), prefix)) return 'case'
  if (isPlaceholder(value)) return 'placeholder'
  return isOfKind(value, prefix) ? 'short' : 'other'
}
