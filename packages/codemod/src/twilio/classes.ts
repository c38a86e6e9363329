import { ACCESS_TOKEN, GRANT } from './access_token.ts'
import {
  CLIENT_CAPABILITY,
  EVENT_STREAM_SCOPE,
  INCOMING_CLIENT_SCOPE,
  OUTGOING_CLIENT_SCOPE,
} from './client_capability_class.ts'
import {
  CHAT_GRANT,
  OLD_GRANTS,
  PLAYBACK_GRANT,
  SYNC_GRANT,
  TASK_ROUTER_GRANT,
  VIDEO_GRANT,
  VOICE_GRANT,
} from './grants.ts'
import { POLICY, TASK_ROUTER_CAPABILITY, TASK_ROUTER_UTIL } from './taskrouter_class.ts'
import type { ClassOptions, Family, Native, TwilioClass } from './twilio_class.ts'
import { V2_API } from './v2_api.ts'
import { REQUEST_CANONICALIZER, VALIDATION_TOKEN } from './validation_token.ts'

/** Every class and function that an app may use of `twilio` to make tokens. */
export const CLASSES: readonly TwilioClass[] = [
  ACCESS_TOKEN,
  GRANT,
  ...[CHAT_GRANT, PLAYBACK_GRANT, SYNC_GRANT, TASK_ROUTER_GRANT, VIDEO_GRANT, VOICE_GRANT, ...OLD_GRANTS],
  ...[CLIENT_CAPABILITY, EVENT_STREAM_SCOPE, INCOMING_CLIENT_SCOPE, OUTGOING_CLIENT_SCOPE],
  ...[TASK_ROUTER_CAPABILITY, POLICY, ...TASK_ROUTER_UTIL],
  ...[VALIDATION_TOKEN, REQUEST_CANONICALIZER],
  ...V2_API,
]

const BY_NAME = new Map(CLASSES.map((known) => [known.name, known]))

const TYPES = new Map(CLASSES.flatMap((known) => (known.types ?? []).map((name) => [name, known] as const)))

/** The native twin of a name in the `twilio` package, if it has one. */
export function nativeOf(name: string): Native | undefined {
  const owner = TYPES.get(name)
  if (owner?.native !== undefined) return { name, package: owner.native.package, isType: true }
  return BY_NAME.get(name)?.native
}

/** The family a name belongs to. */
export function familyOf(name: string): Family {
  return (BY_NAME.get(name) ?? TYPES.get(name))?.family ?? 'AccessToken'
}

/** Why a class stays with `twilio` wherever it is used, if it does. */
export function whyStays(name: string): string | undefined {
  const known = BY_NAME.get(name)
  if (known?.stays !== undefined) return known.stays
  if (nativeOf(name) !== undefined || known?.isScope === true || name === 'Grant') return undefined
  return `${name} has no native twin`
}

/** Tells whether a name is one of the scope classes, which became methods. */
export function isScopeClass(name: string): boolean {
  return BY_NAME.get(name)?.isScope === true
}

/** The native names of a class's `toJwt`, asynchronous and synchronous. */
export function signMethods(name: string): readonly [string, string] | undefined {
  return BY_NAME.get(name)?.sign
}

/** The name that a field of a class has in the native twin, if it has it. */
export function nativeField(name: string, field: string): string | undefined {
  const fields = BY_NAME.get(name)?.fields
  return fields !== undefined && Object.hasOwn(fields, field) ? fields[field] : undefined
}

/** What the constructor of a class takes as options, if it is one that is made with options. */
export function optionsOf(name: string): ClassOptions | undefined {
  return BY_NAME.get(name)?.options
}

/** Tells whether an option is one whose absence gives the bearer more. */
export function isWidening(name: string, option: string): boolean {
  return optionsOf(name)?.widening?.includes(option) === true
}

/** Tells whether a field can be given to the constructor as an option of that name. */
export function isOption(name: string, field: string): boolean {
  return optionsOf(name)?.assignable.includes(field) === true
}
