import { isRecord } from '@x/jwt-core'
import type { Examined, Problem } from '../problem.ts'

const MOST_POLICIES = 100
const METHODS = new Set(['GET', 'POST', 'PUT', 'DELETE'])
const WEBSOCKET = 'https://event-bridge.twilio.com/v1/wschannels/'
const WORKSPACES = 'https://taskrouter.twilio.com/v1/Workspaces'

interface Policy {
  readonly url: string
  readonly method: string
  readonly allow: boolean
}

function isFilter(value: unknown): boolean {
  if (value === undefined || value === null) return true
  if (Array.isArray(value)) return value.length === 0 // An empty map, as PHP writes it.
  return (
    isRecord(value) &&
    Object.values(value).every((rule) => isRecord(rule) && typeof rule.required === 'boolean')
  )
}

/** What keeps a value from being a policy. */
function flawOf(policy: unknown): string | undefined {
  if (!isRecord(policy)) return 'is not an object'
  if (typeof policy.url !== 'string') return 'has no url'
  if (typeof policy.method !== 'string') return 'has no method'
  if (typeof policy.allow !== 'boolean') return 'has an allow that is not true or false'
  if (!isFilter(policy.query_filter)) return 'has a query_filter that is not {"<name>":{"required":true}}'
  return isFilter(policy.post_filter)
    ? undefined
    : 'has a post_filter that is not {"<name>":{"required":true}}'
}

function isUnder(url: string, base: string): boolean {
  return url === base || url.startsWith(`${base}/`)
}

/** Why no request of the token's bearer matches a policy. */
function whyNever({ payload, show }: Examined, { url, method }: Policy): string | undefined {
  if (!METHODS.has(method)) return `its method is ${show(method)}, not one of GET, POST, PUT and DELETE`
  if (/[?#\s]/.test(url)) return 'its url has a query, fragment or white space, which go into filters'
  const { account_sid: account, workspace_sid: workspace } = payload
  if (url.startsWith(WEBSOCKET)) {
    const [owner] = url.slice(WEBSOCKET.length).split('/')
    return owner === account ? undefined : `its url is of another account (${show(owner)}) than the token's`
  }
  if (isUnder(url, `${WORKSPACES}/${workspace}`) || url === `${WORKSPACES}/**` || url === `${WORKSPACES}/*`)
    return undefined
  if (isUnder(url, WORKSPACES)) return `its url ${show(url)} is not within the token's workspace`
  return `its url ${show(url)} is not one of TaskRouter's`
}

function* checkPolicy(token: Examined, policy: unknown, index: number, seen: Set<string>): Iterable<Problem> {
  const claim = `policies[${index}]`
  const flaw = flawOf(policy)
  if (flaw !== undefined) {
    yield { code: 'POLICY_INVALID', claim, message: `the policy ${index} ${flaw}` }
    return
  }
  const never = whyNever(token, policy as unknown as Policy)
  if (never !== undefined)
    yield { code: 'POLICY_NEVER_MATCHES', claim, message: `no request matches the policy ${index}: ${never}` }
  const { url, method, allow, query_filter, post_filter } = policy as Record<string, unknown>
  const text = JSON.stringify([url, method, allow, query_filter ?? {}, post_filter ?? {}])
  if (seen.has(text))
    yield { code: 'POLICY_REPEATED', claim, message: `the policy ${index} is the same as one before it` }
  seen.add(text)
}

/** Looks at what a TaskRouter capability token allows. */
export function* checkPolicies(token: Examined): Iterable<Problem> {
  const { policies } = token.payload
  const claim = 'policies'
  if (!Array.isArray(policies)) {
    const message = policies === undefined ? 'the token has no policies' : 'policies is not a list'
    yield { code: 'CLAIM_MISSING', claim, message, fix: 'Set policies to a list of policies.' }
    return
  }
  if (policies.length === 0) {
    yield { code: 'POLICIES_EMPTY', claim, message: 'the token has no policy, so it allows nothing' }
    return
  }
  const seen = new Set<string>()
  for (const [index, policy] of policies.slice(0, MOST_POLICIES).entries())
    yield* checkPolicy(token, policy, index, seen)
  const isBridge = (policy: unknown) => isRecord(policy) && String(policy.url).startsWith(WEBSOCKET)
  if (!policies.some(isBridge))
    yield { code: 'WEBSOCKET_POLICY_MISSING', claim, message: 'no policy allows the web socket' }
}
