import { isRecord } from '@x/jwt-core/token'
import { workspacesUrl } from '@x/taskrouter-capability'
import { EVENT_BRIDGE_URL, POLICY_MEMBERS } from '@x/taskrouter-capability/facts'
import { type Examined, perToken } from '../examined.ts'

const MOST_POLICIES = 100
export const SOCKETS: string = `${EVENT_BRIDGE_URL}/`
export const WORKSPACES: string = workspacesUrl()

/** A policy of the right form. */
export interface Policy {
  readonly url: string
  readonly method: string
  readonly allow: boolean
  readonly query_filter?: unknown
  readonly post_filter?: unknown
}

/** A member of `policies`: a policy, or what keeps it from being one. */
export interface PolicyEntry {
  readonly index: number
  readonly claim: string
  readonly policy: Policy | undefined
  readonly flaw: string | undefined
}

/** Whether a URL is that of a web socket. */
export function isSocket(url: unknown): boolean {
  return typeof url === 'string' && url.startsWith(SOCKETS)
}

function isFilter(value: unknown): boolean {
  if (value === undefined || value === null) return true
  if (Array.isArray(value)) return value.length === 0 // An empty map, as PHP writes it.
  return (
    isRecord(value) &&
    Object.values(value).every((rule) => isRecord(rule) && typeof rule.required === 'boolean')
  )
}

type Kind = (typeof POLICY_MEMBERS)[keyof typeof POLICY_MEMBERS]

/** What a member may hold, and what a policy has that holds something else. */
const HOLDS: Readonly<Record<Kind, readonly [test: (value: unknown) => boolean, flaw: string]>> = {
  text: [(value) => typeof value === 'string', 'has a NAME that is not a text'],
  flag: [(value) => typeof value === 'boolean', 'has an NAME that is not true or false'],
  filter: [isFilter, 'has a NAME that is not {"<name>":{"required":true}}'],
}

function flawOf(policy: unknown): string | undefined {
  if (!isRecord(policy)) return 'is not an object'
  for (const [name, kind] of Object.entries(POLICY_MEMBERS)) {
    const [holds, flaw] = HOLDS[kind]
    if (!holds(policy[name]))
      return policy[name] === undefined ? `has no ${name}` : flaw.replace('NAME', name)
  }
  return undefined
}

/** The policies of a TaskRouter capability token. */
export const policiesOf: (token: Examined) => readonly PolicyEntry[] = perToken(({ payload: { policies } }) =>
  (Array.isArray(policies) ? policies.slice(0, MOST_POLICIES) : []).map((policy: unknown, index) => {
    const flaw = flawOf(policy)
    const claim = `policies[${index}]`
    return { index, claim, flaw, policy: flaw === undefined ? (policy as Policy) : undefined }
  }),
)

/** A policy of a web socket, with the channel it is for. */
export interface Socket extends Policy {
  readonly claim: string
  readonly channel: string | undefined
  /** Whether it is of the token's account. */
  readonly isOwn: boolean
  /** Whether it is of the token's channel as well, or of all. */
  readonly isFit: boolean
}

/** The policies of web sockets. */
export const socketsOf: (token: Examined) => readonly Socket[] = perToken((token) =>
  policiesOf(token).flatMap(({ policy, claim }) => {
    if (policy === undefined || !isSocket(policy.url)) return []
    const [owner, channel, more] = policy.url.slice(SOCKETS.length).split('/', 3)
    const isOwn = owner === token.payload.account_sid && more === undefined
    const isFit = isOwn && ['**', '*', token.payload.channel].includes(channel)
    return [{ ...policy, claim, channel, isOwn, isFit }]
  }),
)
