import { ChatGrant, type ChatGrantPayload } from '@x/grants-chat'
import { PlaybackGrant } from '@x/grants-playback'
import { SyncGrant } from '@x/grants-sync'
import { TaskRouterGrant, type TaskRouterGrantPayload } from '@x/grants-task-router'
import { VideoGrant, type VideoGrantPayload } from '@x/grants-video'
import { VoiceGrant, type VoiceGrantPayload } from '@x/grants-voice'
import type { Field as GrantField } from '@x/jwt-core/grant'
import { isRecord, type SidPrefix } from '@x/jwt-core/token'
import type { Product } from '../ground.ts'

/** What a member of a grant holds: a text, a SID of that prefix or one of some texts, true or false, an object, or its own members. */
export type Field =
  | 'text'
  | 'flag'
  | 'object'
  | { readonly sid: SidPrefix; readonly or?: readonly string[] }
  | { readonly choice: readonly string[] }
  | { readonly members: Fields }
export type Fields = Readonly<Record<string, Field>>

/** A grant as Twilio reads it. */
export interface GrantShape {
  readonly product?: Product
  readonly fields: Fields
  /** The paths of the members without which the product does nothing; within an object, where the object is there. */
  readonly needed: readonly string[]
}

/** A grant class with its table. */
interface GrantClass {
  readonly key: string
  readonly fields: Readonly<Record<string, GrantField>>
}

function fieldOf({ kind, prefix, values }: GrantField): Field {
  if (kind === 'sid') return { sid: prefix as SidPrefix, or: values }
  if (kind === 'choice') return { choice: values }
  return kind === 'params' ? 'object' : kind
}

/** Reads the shape of a grant in the table of the class that mints it; `more` is what other libraries write beside. */
function shapeOf({ fields }: GrantClass, product: Product, more: Fields = {}): GrantShape {
  const members: Record<string, Field> = { ...more }
  const needed: string[] = []
  for (const field of Object.values(fields)) {
    const [outer, inner] = field.path
    if (outer === undefined) continue
    if (field.needed) needed.push(field.path.join('.'))
    const other = members[outer]
    const within = typeof other === 'object' && 'members' in other ? other.members : {}
    members[outer] =
      inner === undefined ? fieldOf(field) : { members: { ...within, [inner]: fieldOf(field) } }
  }
  return { product, fields: members, needed }
}

const chat: GrantShape = /* @__PURE__ */ shapeOf(ChatGrant, 'chat')

/** The grant of the player SDK, which the REST API makes. */
export const PLAYER: string = PlaybackGrant.key

/** The grants that Twilio reads, by their member of `grants`. */
export const GRANT_SHAPES: Readonly<Record<string, GrantShape>> = {
  [VoiceGrant.key]: /* @__PURE__ */ shapeOf(VoiceGrant, 'voice'),
  // twilio-csharp can write the profile, too.
  [VideoGrant.key]: /* @__PURE__ */ shapeOf(VideoGrant, 'video', { configuration_profile_sid: 'text' }),
  [ChatGrant.key]: chat,
  // twilio-php gives the sync grant the members of the chat grant.
  [SyncGrant.key]: /* @__PURE__ */ shapeOf(SyncGrant, 'sync', chat.fields),
  [TaskRouterGrant.key]: /* @__PURE__ */ shapeOf(TaskRouterGrant, 'taskrouter'),
  ip_messaging: chat,
  rtc: { product: 'video', fields: { configuration_profile_sid: 'text' }, needed: [] },
}

/** The member of `grants` that a product reads. */
export const GRANT_OF: Readonly<Record<Product, string>> = {
  voice: VoiceGrant.key,
  video: VideoGrant.key,
  chat: ChatGrant.key,
  sync: SyncGrant.key,
  taskrouter: TaskRouterGrant.key,
}

export const LEGACY_GRANTS: Readonly<Record<string, string>> = {
  ip_messaging: ChatGrant.key,
  rtc: VideoGrant.key,
}

const WRONG_KEYS: Readonly<Record<string, string>> = {
  voice: VoiceGrant.key,
  programmablevoice: VoiceGrant.key,
  client: VoiceGrant.key,
  video: VideoGrant.key,
  programmablevideo: VideoGrant.key,
  room: VideoGrant.key,
  rooms: VideoGrant.key,
  chat: ChatGrant.key,
  programmablechat: ChatGrant.key,
  conversation: ChatGrant.key,
  conversations: ChatGrant.key,
  ipmessaging: ChatGrant.key,
  messaging: ChatGrant.key,
  sync: SyncGrant.key,
  datasync: SyncGrant.key,
  taskrouter: TaskRouterGrant.key,
  flex: TaskRouterGrant.key,
  player: PLAYER,
  playback: PLAYER,
}

/** Whether a word is another with one letter left out, put in, changed or swapped with the next. */
function isMistyped(word: string, right: string): boolean {
  if (right.length < 5 || Math.abs(word.length - right.length) > 1) return false
  let at = 0
  while (at < right.length && word[at] === right[at]) at++
  const [rest, other] = [right.slice(at), word.slice(at)]
  return (
    rest.slice(1) === other ||
    rest === other.slice(1) ||
    rest.slice(1) === other.slice(1) ||
    (rest[0] === other[1] && rest[1] === other[0] && rest.slice(2) === other.slice(2))
  )
}

/** The grant that a wrong name stands for: `Sync`, `chatGrant`, `programmable_voice`. */
function rightGrantKey(wrong: string): string | undefined {
  const plain = wrong
    .toLowerCase()
    .replace(/[\W_]/g, '')
    .replace(/^twilio|grants?$/g, '')
  if (Object.hasOwn(WRONG_KEYS, plain)) return WRONG_KEYS[plain]
  const near = Object.keys(WRONG_KEYS).find((key) => isMistyped(plain, key))
  return near === undefined ? undefined : WRONG_KEYS[near]
}

/** Whether what stands under a wrong name has members of the grant that the name stands for, or none at all. */
function looksLikeGrant(grant: unknown, key: string): boolean {
  if (!isRecord(grant)) return true
  const names = Object.keys(grant)
  const fields = GRANT_SHAPES[key]?.fields ?? {}
  const fits = (name: string) => Object.hasOwn(fields, name) || rightFieldName(name, fields) !== undefined
  return names.length === 0 || names.some(fits)
}

/** A member of a grant, or of an object in one, also by its path. */
type Inner =
  | keyof NonNullable<VoiceGrantPayload['incoming']>
  | keyof NonNullable<VoiceGrantPayload['outgoing']>
type Member =
  | keyof (ChatGrantPayload & TaskRouterGrantPayload & VideoGrantPayload & VoiceGrantPayload)
  | Inner
  | `${keyof VoiceGrantPayload}.${Inner}`

/** Names of options and other libraries' members that do not follow from the name on the wire. */
const WRONG_FIELDS: Readonly<Record<string, Member>> = {
  outgoingapplicationsid: 'outgoing.application_sid',
  outgoingapplicationparams: 'outgoing.params',
  incomingallow: 'incoming.allow',
  applicationsid: 'outgoing.application_sid',
  appsid: 'application_sid',
  appid: 'application_sid',
  applicationid: 'application_sid',
  twimlappsid: 'application_sid',
  allowed: 'allow',
  roomname: 'room',
  roomsid: 'room',
  roomid: 'room',
  sid: 'service_sid',
  service: 'service_sid',
  serviceid: 'service_sid',
  instancesid: 'service_sid',
  endpoint: 'endpoint_id',
  pushcredential: 'push_credential_sid',
  credentialsid: 'push_credential_sid',
  workspace: 'workspace_sid',
  worker: 'worker_sid',
}

/** The member that a wrong name stands for: `serviceSid`, `ServiceSid`, `roomName`. */
export function rightFieldName(wrong: string, fields: Fields): string | undefined {
  const plain = wrong.toLowerCase().replace(/[\W_]/g, '')
  const found = Object.keys(fields).find((name) => name.replaceAll('_', '') === plain)
  const other: Member | undefined = Object.hasOwn(WRONG_FIELDS, plain)
    ? WRONG_FIELDS[plain]
    : plain.endsWith('servicesid')
      ? 'service_sid'
      : undefined
  return (
    found ?? (other !== undefined && Object.hasOwn(fields, other.split('.')[0] as string) ? other : undefined)
  )
}

/** Whether a product of Twilio's reads, or once read, a grant of this name. */
export function isKnownGrant(key: string): boolean {
  return Object.hasOwn(GRANT_SHAPES, key) || key === PLAYER
}

/**
 * The grant of Twilio's that a grant under a wrong name is meant to be; undefined for one that is right, and for one of
 * the user's own.
 */
export function meantGrant(key: string, grant: unknown): string | undefined {
  if (isKnownGrant(key)) return undefined
  const right = rightGrantKey(key)
  return right !== undefined && looksLikeGrant(grant, right) ? right : undefined
}
