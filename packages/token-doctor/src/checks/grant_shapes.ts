import type { Product } from '../diagnosis.ts'

/** What a member of a grant holds: a text, a SID of that prefix, true or false, an object, or its own members. */
type Field = 'text' | 'flag' | 'object' | { readonly sid: string } | { readonly members: Fields }
export type Fields = Readonly<Record<string, Field>>

/** A grant as Twilio reads it. */
export interface GrantShape {
  readonly product?: Product
  readonly fields: Fields
  /** Without these the product cannot work. */
  readonly required?: readonly string[]
}

const chatFields: Fields = {
  service_sid: { sid: 'IS' },
  endpoint_id: 'text',
  deployment_role_sid: { sid: 'RL' },
  push_credential_sid: { sid: 'CR' },
}

/** The grants of the helper libraries, by their member of `grants`. */
export const GRANT_SHAPES: Readonly<Record<string, GrantShape>> = {
  voice: {
    product: 'voice',
    fields: {
      incoming: { members: { allow: 'flag' } },
      outgoing: { members: { application_sid: { sid: 'AP' }, params: 'object' } },
      push_credential_sid: { sid: 'CR' },
      endpoint_id: 'text',
    },
  },
  // twilio-csharp can write the profile, too.
  video: { product: 'video', fields: { room: 'text', configuration_profile_sid: 'text' } },
  chat: { product: 'chat', fields: chatFields, required: ['service_sid'] },
  ip_messaging: { product: 'chat', fields: chatFields, required: ['service_sid'] },
  // twilio-php gives the sync grant the members of the chat grant.
  data_sync: { product: 'sync', fields: chatFields, required: ['service_sid'] },
  task_router: {
    product: 'taskrouter',
    fields: { workspace_sid: { sid: 'WS' }, worker_sid: { sid: 'WK' }, role: 'text' },
    required: ['workspace_sid'],
  },
  rtc: { product: 'video', fields: { configuration_profile_sid: 'text' } },
}

/** The member of `grants` that a product reads. */
export const GRANT_OF: Readonly<Record<Product, string>> = {
  voice: 'voice',
  video: 'video',
  chat: 'chat',
  sync: 'data_sync',
  taskrouter: 'task_router',
}

export const LEGACY_GRANTS: Readonly<Record<string, string>> = { ip_messaging: 'chat', rtc: 'video' }

const WRONG_KEYS: Readonly<Record<string, string>> = {
  voice: 'voice',
  programmablevoice: 'voice',
  client: 'voice',
  video: 'video',
  programmablevideo: 'video',
  room: 'video',
  rooms: 'video',
  chat: 'chat',
  programmablechat: 'chat',
  conversation: 'chat',
  conversations: 'chat',
  ipmessaging: 'chat',
  sync: 'data_sync',
  datasync: 'data_sync',
  taskrouter: 'task_router',
  flex: 'task_router',
  player: 'player',
  playback: 'player',
}

/** The grant that a wrong name stands for: `Sync`, `chatGrant`, `programmable_voice`. */
export function rightGrantKey(wrong: string): string | undefined {
  const plain = wrong
    .toLowerCase()
    .replace(/[\W_]/g, '')
    .replace(/grants?$/, '')
  return Object.hasOwn(WRONG_KEYS, plain) ? WRONG_KEYS[plain] : undefined
}

/** Names of options and other libraries' members that do not follow from the name on the wire. */
const WRONG_FIELDS: Readonly<Record<string, string>> = {
  outgoingapplicationsid: 'outgoing.application_sid',
  outgoingapplicationparams: 'outgoing.params',
  incomingallow: 'incoming.allow',
  appsid: 'application_sid',
  roomname: 'room',
  roomsid: 'room',
}

/** The member that a wrong name stands for: `serviceSid`, `ServiceSid`, `roomName`. */
export function rightFieldName(wrong: string, fields: Fields): string | undefined {
  const plain = wrong.toLowerCase().replace(/[\W_]/g, '')
  const found = Object.keys(fields).find((name) => name.replaceAll('_', '') === plain)
  const other = Object.hasOwn(WRONG_FIELDS, plain) ? WRONG_FIELDS[plain] : undefined
  return (
    found ?? (other !== undefined && Object.hasOwn(fields, other.split('.')[0] as string) ? other : undefined)
  )
}
