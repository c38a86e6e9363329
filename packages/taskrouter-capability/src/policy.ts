import { checkOptions, checkText, isRecord, JwtOptionError, refuse } from '@x/jwt-core'

/** The methods that Twilio's REST API takes. */
const METHODS = ['GET', 'POST', 'PUT', 'DELETE'] as const

/** A method that Twilio's REST API takes. */
export type PolicyMethod = (typeof METHODS)[number]

/** The parameters of a request, by name: whether a request must have one, or only may. */
export type PolicyFilter = Readonly<Record<string, { readonly required: boolean }>>

export interface PolicyOptions {
  /** The address of the resource, `https://…`; `*` stands for one segment of its path, `**` for any below. */
  readonly url: string
  readonly method: PolicyMethod
  /** Whether such requests are allowed or denied. Default true. */
  readonly allow?: boolean | undefined
  /** Parameters of the query. Default none. */
  readonly queryFilter?: PolicyFilter | undefined
  /** Parameters of the form that is posted. Default none. */
  readonly postFilter?: PolicyFilter | undefined
}

/** A policy as it stands in the `policies` claim. */
export interface PolicyPayload {
  url: string
  method: string
  allow: boolean
  query_filter: Record<string, { required: boolean }>
  post_filter: Record<string, { required: boolean }>
}

/** An https address with a host, a path, and nothing after it. */
const URL_PATTERN = /^https:\/\/[^\s/?#@\\]+(?:\/[^\s?#\\]*)?$/

const MEMBERS = ['url', 'method', 'allow', 'queryFilter', 'postFilter']

/** A misspelt `allow`, or one named otherwise as in other libraries, would turn a denial into a leave. */
function checkMembers(policy: object): void {
  const unknown = Object.keys(policy).find((name) => !MEMBERS.includes(name))
  if (unknown !== undefined)
    throw new JwtOptionError(
      'policy',
      `must hold nothing but ${MEMBERS.join(', ')}, got ${JSON.stringify(unknown)}`,
    )
}

function checkUrl(value: unknown): string {
  const url = checkText('url', value)
  if (URL_PATTERN.test(url)) return url
  throw new JwtOptionError(
    'url',
    'must be a full address such as https://taskrouter.twilio.com/v1/Workspaces/WS…; parameters belong into queryFilter',
  )
}

function checkMethod(value: unknown): PolicyMethod {
  if (METHODS.includes(value as PolicyMethod)) return value as PolicyMethod
  return refuse('method', `one of ${METHODS.join(', ')}, in capitals`, value)
}

function checkAllow(value: unknown): boolean {
  return typeof value === 'boolean' ? value : refuse('allow', 'true or false', value)
}

function checkFilter(option: string, value: unknown): PolicyFilter {
  if (!isRecord(value)) return refuse(option, 'an object of parameters', value)
  const entries = Object.entries(value).map(([name, rule]) => {
    if (name !== '' && isRecord(rule) && typeof rule.required === 'boolean' && Object.keys(rule).length === 1)
      return [name, Object.freeze({ required: rule.required })] as const
    throw new JwtOptionError(option, 'must give { required: true } or { required: false } for each parameter')
  })
  return Object.freeze(Object.fromEntries(entries))
}

/**
 * Allows or denies one kind of request.
 *
 * @example
 * ```ts
 * token.addPolicy(new Policy({ url: tasksUrl('WS…', '**'), method: 'POST', allow: false }))
 * ```
 */
export class Policy implements PolicyOptions {
  readonly url: string
  readonly method: PolicyMethod
  readonly allow: boolean
  readonly queryFilter: PolicyFilter
  readonly postFilter: PolicyFilter

  /** @throws JwtOptionError `ERR_OPTION_INVALID` */
  constructor(options: PolicyOptions) {
    const { url, method, allow = true, queryFilter = {}, postFilter = {} } = checkOptions('policy', options)
    checkMembers(options)
    this.url = checkUrl(url)
    this.method = checkMethod(method)
    this.allow = checkAllow(allow)
    this.queryFilter = checkFilter('queryFilter', queryFilter)
    this.postFilter = checkFilter('postFilter', postFilter)
  }

  /** The policy as it stands on the wire. */
  toPayload(): PolicyPayload {
    return {
      url: this.url,
      method: this.method,
      allow: this.allow,
      query_filter: { ...this.queryFilter },
      post_filter: { ...this.postFilter },
    }
  }

  /** The name that twilio-node has for {@link Policy.toPayload}. */
  payload(): PolicyPayload {
    return this.toPayload()
  }
}

/** Text that two policies share only when they say the same. */
export function identify(policy: Policy): string {
  const { url, method, allow } = policy
  const [query, post] = [policy.queryFilter, policy.postFilter].map((filter) =>
    Object.keys(filter)
      .sort()
      .map((name) => [name, filter[name]]),
  )
  return JSON.stringify([url, method, allow, query, post])
}
