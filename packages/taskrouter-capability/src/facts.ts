// What holds of every TaskRouter capability token, for those who explain tokens rather than mint them.

/** The version of the TaskRouter API, in the claims and in the URLs of policies: the only one there is. */
export const VERSION = 'v1'

/** Where TaskRouter's API is; the version and `Workspaces` follow. */
export const TASKROUTER_URL = 'https://taskrouter.twilio.com'

/** Where the web sockets are; account and channel follow. */
export const EVENT_BRIDGE_URL = 'https://event-bridge.twilio.com/v1/wschannels'

/** The methods of requests that a policy can speak of: those that Twilio's REST API takes. */
export const METHODS: readonly ['GET', 'POST', 'PUT', 'DELETE'] = /* @__PURE__ */ Object.freeze([
  'GET',
  'POST',
  'PUT',
  'DELETE',
] as const)

/** A method that Twilio's REST API takes. */
export type PolicyMethod = (typeof METHODS)[number]

/** A policy as it stands in the `policies` claim. */
export interface PolicyPayload {
  url: string
  method: string
  allow: boolean
  query_filter: Record<string, { required: boolean }>
  post_filter: Record<string, { required: boolean }>
}

/** What each member of a policy holds; a filter says of each parameter whether a request must have it. */
export const POLICY_MEMBERS: { readonly [Member in keyof PolicyPayload]: 'text' | 'flag' | 'filter' } = {
  url: 'text',
  method: 'text',
  allow: 'flag',
  query_filter: 'filter',
  post_filter: 'filter',
}

/** What a channel stands for by its SID: the resource's path in the workspace, and the claim that names it. */
export const CHANNEL_KINDS = {
  WK: { path: 'Workers', claim: 'worker_sid' },
  WQ: { path: 'TaskQueues', claim: 'taskqueue_sid' },
} as const
