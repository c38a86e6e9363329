import { EVENT_STREAM, INCOMING, OUTGOING, readQuery, readScope } from '@x/client-capability/facts'
import { EVENT_BRIDGE_URL } from '@x/taskrouter-capability/facts'
import type { TokenKind } from '@x/token-doctor'
import { element, section } from './element.ts'
import { printable, quoted, shown } from './printable.ts'

type Members = Readonly<Record<string, unknown>>

/** One thing that a token allows. */
interface Allowed {
  readonly product: string
  readonly words: string
}

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isSet = (value: unknown): boolean => value !== undefined && value !== null && value !== ''

/** The rest of a sentence, where the member that it speaks of is there. */
function where(value: unknown, words: (text: string) => string): string {
  return isSet(value) ? words(quoted(value)) : ''
}

function paramsOf(params: unknown): string {
  if (!isMembers(params) || Object.keys(params).length === 0) return ''
  return `, with ${Object.entries(params)
    .map(([name, value]) => `${printable(name)} = ${quoted(value)}`)
    .join(', ')}`
}

/** What is common to grants: the device and the credential for push notifications. */
function alongside({ endpoint_id, push_credential_sid }: Members): string {
  return (
    where(push_credential_sid, (text) => `, with push notifications by credential ${text}`) +
    where(endpoint_id, (text) => `, as device ${text}`)
  )
}

function voice(grant: Members): string[] {
  const { incoming, outgoing } = grant
  const takes = isMembers(incoming) && incoming.allow === true
  const calls = isMembers(outgoing) && isSet(outgoing.application_sid) ? outgoing : undefined
  const words = []
  if (calls !== undefined)
    words.push(
      `Make calls, through the TwiML application ${quoted(calls.application_sid)}${paramsOf(calls.params)}.`,
    )
  if (takes) words.push(`Take calls to its identity${alongside(grant)}.`)
  if (words.length === 0) words.push('Neither make nor take calls.')
  return words
}

const conversations = (grant: Members): string[] => [
  isSet(grant.service_sid)
    ? `Use the service ${quoted(grant.service_sid)}${where(grant.deployment_role_sid, (text) => `, in the role ${text}`)}${alongside(grant)}.`
    : 'No service is named.',
]

const video = ({ room }: Members): string[] => [
  isSet(room) ? `Join the room ${quoted(room)}, and no other.` : 'Join any room.',
]

/** What each grant allows, by its member of `grants`. */
const GRANTS: Readonly<Record<string, readonly [product: string, words: (grant: Members) => string[]]>> = {
  video: ['Video', video],
  rtc: ['Video', video],
  voice: ['Voice', voice],
  chat: ['Conversations', conversations],
  ip_messaging: ['Conversations', conversations],
  data_sync: ['Sync', conversations],
  task_router: [
    'TaskRouter',
    ({ workspace_sid, worker_sid, role }) => [
      `Act in the workspace ${isSet(workspace_sid) ? quoted(workspace_sid) : 'that is not named'}` +
        `${where(worker_sid, (text) => ` as the worker ${text}`)}${where(role, (text) => `, in the role ${text}`)}.`,
    ],
  ],
  player: ['Live', () => ['Play the stream that the grant was made for.']],
}

function grantsOf(grants: unknown): Allowed[] {
  if (!isMembers(grants)) return []
  return Object.entries(grants).flatMap(([key, grant]) => {
    if (key === 'identity') return []
    const known = Object.hasOwn(GRANTS, key) ? GRANTS[key] : undefined
    if (known === undefined || !isMembers(grant))
      return [
        { product: printable(key).slice(0, 60), words: 'A grant that no SDK of Twilio’s is known to read.' },
      ]
    const [product, words] = known
    return words(grant).map((text) => ({ product, words: text }))
  })
}

/** The words of one scope of the old Client SDK. */
function scopeOf(text: string): Allowed {
  const scope = readScope(text)
  const params = new Map(scope?.pairs.map(({ name, value }) => [name, value]))
  const client = where(params.get('clientName'), (named) => ` as ${named}`)
  if (scope?.kind === INCOMING) return { product: 'Client', words: `Take calls${client}.` }
  if (scope?.kind === OUTGOING) {
    const own = paramsOf(
      Object.fromEntries(
        (readQuery(params.get('appParams') ?? '') ?? []).map(({ name, value }) => [name, value]),
      ),
    )
    return {
      product: 'Client',
      words: `Make calls${client}, through the TwiML application ${quoted(params.get('appSid') ?? '')}${own}.`,
    }
  }
  if (scope?.kind === EVENT_STREAM)
    return { product: 'Events', words: `Listen to events of ${quoted(params.get('path') ?? '')}.` }
  return { product: 'Scope', words: quoted(text) }
}

function policyOf(policy: unknown): Allowed {
  if (!isMembers(policy)) return { product: 'Policy', words: quoted(policy) }
  const { allow, method, url } = policy
  const isSocket = typeof url === 'string' && url.startsWith(EVENT_BRIDGE_URL)
  return {
    product: allow === true ? 'Allowed' : 'Denied',
    words: `${shown(method).slice(0, 20)} ${quoted(url).slice(1, -1)}${isSocket ? ' (its web socket)' : ''}`,
  }
}

/** No token that Twilio takes has more; of one that has, the rest can be read among the claims. */
const MOST = 100

/** What a token allows, in words. */
function allowedBy(kind: TokenKind, payload: Members): Allowed[] {
  if (kind === 'access-token') return grantsOf(payload.grants)
  if (kind === 'client-capability' && typeof payload.scope === 'string')
    return payload.scope.split(' ', MOST).filter(isSet).map(scopeOf)
  if (kind === 'taskrouter-capability' && Array.isArray(payload.policies))
    return payload.policies.slice(0, MOST).map(policyOf)
  if (kind === 'client-validation')
    return [{ product: 'Request', words: 'Send the one request that it was signed for.' }]
  return []
}

/** Who bears a token and what it allows; undefined for what is no token of Twilio's. */
export function allowedOf(kind: TokenKind, payload: Members): HTMLElement | undefined {
  if (kind === 'foreign' || kind === 'none') return undefined
  const allowed = allowedBy(kind, payload).slice(0, MOST)
  const list = element('ul', 'allowed')
  for (const { product, words } of allowed)
    list.append(element('li', '', element('span', 'product', product), element('span', '', words)))
  const { identity } = isMembers(payload.grants) ? payload.grants : {}
  return section(
    'may',
    'What it allows',
    isSet(identity)
      ? element('p', 'summary', 'The bearer is ', element('strong', '', quoted(identity)), '.')
      : undefined,
    allowed.length > 0 ? list : element('p', '', 'Nothing.'),
  )
}
