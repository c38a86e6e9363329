import { JwtOptionError } from '@x/jwt-core'
import {
  checkFlag,
  checkText,
  isBranded,
  isPlain,
  isRecord,
  keepShape,
  type OptionTable,
  readOptions,
  refuse,
} from '@x/jwt-core/token'
import { METHODS, type PolicyMethod, type PolicyPayload } from './facts.ts'
import { workspacesUrl } from './urls.ts'

/** The parameters of a request, by name: whether a request must have one, or only may. */
export type PolicyFilter = Readonly<Record<string, { readonly required: boolean }>>

export interface PolicyOptions {
  /** The address of the resource, `https://…`; `*` stands for one segment of its path, `**` for any below. */
  readonly url: string
  readonly method: PolicyMethod
  /** Whether such requests are allowed or denied. Default true. */
  readonly allow?: boolean
  /** Parameters of the query. Default none. */
  readonly queryFilter?: PolicyFilter
  /** Parameters of the form that is posted. Default none. */
  readonly postFilter?: PolicyFilter
}

/** An https address with a host, a path, and nothing after it. */
const URL_PATTERN = /^https:\/\/[^\s/?#@\\]+(?:\/[^\s?#\\]*)?$/

function checkUrl(_: string, value: unknown): string {
  const url = checkText('url', value)
  if (URL_PATTERN.test(url)) return url
  throw new JwtOptionError(
    'url',
    `must be a full address such as ${workspacesUrl()}/WS…; parameters belong into queryFilter`,
  )
}

function checkMethod(_: string, value: unknown): PolicyMethod {
  if (METHODS.includes(value as PolicyMethod)) return value as PolicyMethod
  return refuse('method', `one of ${METHODS.join(', ')}, in capitals`, value)
}

function checkFilter(option: string, value: unknown): PolicyFilter {
  // An empty filter lets everything through.
  if (!isPlain(value)) return refuse(option, 'a plain object of parameters', value)
  const entries = Object.entries(value).map(([name, rule]) => {
    if (name !== '' && isPlain(rule) && Object.keys(rule).length === 1) {
      const { required } = rule
      if (typeof required === 'boolean') return [name, Object.freeze({ required })] as const
    }
    throw new JwtOptionError(option, 'must give { required: true } or { required: false } for each parameter')
  })
  return Object.freeze(Object.fromEntries(entries))
}

/** A policy in options, where a misspelt or missing value would turn a denial into a leave. */
const OPTIONS: OptionTable<PolicyOptions> = {
  url: checkUrl,
  method: checkMethod,
  allow: checkFlag,
  queryFilter: checkFilter,
  postFilter: checkFilter,
}

const NO_FILTER: PolicyFilter = /* @__PURE__ */ Object.freeze({})

/** What a token grants by itself: its parts were checked where they were put together, and are not checked again. */
export class GrantedPolicy implements PolicyOptions {
  readonly #isOurs = true
  readonly url: string
  readonly method: PolicyMethod
  readonly postFilter: PolicyFilter

  constructor(url: string, method: PolicyMethod, postFilter: PolicyFilter = NO_FILTER) {
    this.url = url
    this.method = method
    this.postFilter = postFilter
    keepShape('policy', this)
  }

  /** Whether a value was made by this class: no other object, such as a proxy, can say so of itself. */
  static made(value: unknown): value is GrantedPolicy {
    return isRecord(value) && #isOurs in value
  }
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
  /** @internal Tells the class in every copy of this package. */
  static readonly brand: string = 'twilio-token-toolkit.Policy'

  static [Symbol.hasInstance](value: unknown): boolean {
    return isBranded(this, value)
  }

  readonly url: string
  readonly method: PolicyMethod
  readonly allow: boolean
  readonly queryFilter: PolicyFilter
  readonly postFilter: PolicyFilter

  /** @throws JwtOptionError `ERR_OPTION_INVALID` */
  constructor(options: PolicyOptions) {
    if (GrantedPolicy.made(options)) {
      this.url = options.url
      this.method = options.method
      this.allow = true
      this.queryFilter = NO_FILTER
      this.postFilter = options.postFilter
      return
    }
    // A policy that was made before is its options, whatever else its class has.
    const given = isPolicy(options) ? { ...options } : options
    const read = readOptions<PolicyOptions>('policy', given, OPTIONS)
    this.url = read.url ?? checkUrl('url', undefined)
    this.method = read.method ?? checkMethod('method', undefined)
    this.allow = read.allow ?? true
    this.queryFilter = read.queryFilter ?? NO_FILTER
    this.postFilter = read.postFilter ?? NO_FILTER
  }

  /** The policy as it stands on the wire. */
  toPayload(): PolicyPayload {
    return {
      url: this.url,
      method: this.method,
      allow: this.allow,
      query_filter: copyFilter(this.queryFilter),
      post_filter: copyFilter(this.postFilter),
    }
  }

  /** The name that twilio-node has for {@link Policy.toPayload}. */
  payload(): PolicyPayload {
    return this.toPayload()
  }
}

/** Most policies have no filter, and to copy one takes longer than all the rest. */
function copyFilter(filter: PolicyFilter): PolicyPayload['query_filter'] {
  return filter === NO_FILTER ? {} : { ...filter }
}

/** Tells whether two policies say the same. */
export function isSamePolicy(one: Policy, other: Policy): boolean {
  return one.url === other.url && policyKey(one) === policyKey(other)
}

/** What a policy says, as one text: the same for two that say the same. */
export function policyKey({ method, allow, url, queryFilter, postFilter }: Policy): string {
  return `${method} ${allow} ${url} ${filterKey(queryFilter)} ${filterKey(postFilter)}`
}

function filterKey(filter: PolicyFilter): string {
  if (filter === NO_FILTER) return '[]'
  const names = Object.keys(filter).sort()
  return JSON.stringify(names.map((name) => [name, filter[name]?.required]))
}

// Outside the class: CommonJS renames a class that names itself.
function isPolicy(options: unknown): options is Policy {
  return options instanceof Policy
}
