import {
  type AccountSid,
  checkLifetime,
  checkOptionalText,
  checkOptions,
  checkSharedSecret,
  checkSid,
  epochSeconds,
  expiry,
  type HmacHeader,
  type HmacSecret,
  type KeyRing,
  type Lifetime,
  type LifetimeOptions,
  MAX_TTL,
  signHmacJwt,
  signHmacJwtSync,
  type WorkspaceSid,
} from '@x/jwt-core'
import { type Channel, readChannel } from './channel.ts'
import { defaultEventBridgePolicies } from './default_policies.ts'
import { identify, Policy, type PolicyMethod, type PolicyOptions, type PolicyPayload } from './policy.ts'
import { checkName, checkVersion, DEFAULT_VERSION, workspaceUrl } from './urls.ts'

/** What the token of a worker, a task queue or a workspace is made of. */
export interface CapabilityTokenOptions extends LifetimeOptions {
  /** The account, `AC…`. */
  readonly accountSid: string
  /** The account's auth token, which signs, or a key ring that holds it under the account's SID. */
  readonly authToken: HmacSecret | KeyRing
  /** The workspace, `WS…`. */
  readonly workspaceSid: string
  /** A name for people. Default the channel. */
  readonly friendlyName?: string | undefined
  /** The version of the TaskRouter API, in the claims and in the URLs of policies. Default `v1`. */
  readonly version?: string | undefined
}

export interface TaskRouterCapabilityTokenOptions extends CapabilityTokenOptions {
  /** `WK…` a worker, `WQ…` a task queue, the workspace's own SID the workspace, any other name a worker. */
  readonly channelId: string
}

/** The claims, in their order on the wire, which is twilio-python's. Times are in seconds since the epoch. */
export interface TaskRouterCapabilityClaims {
  readonly account_sid: string
  readonly workspace_sid: string
  readonly channel: string
  readonly version: string
  readonly friendly_name: string
  readonly policies: readonly PolicyPayload[]
  readonly worker_sid?: string
  readonly taskqueue_sid?: string
  readonly iss: string
  readonly exp: number
  readonly nbf?: number
}

const HEADER: HmacHeader = /* @__PURE__ */ Object.freeze({ alg: 'HS256', typ: 'JWT' })

/**
 * The token that TaskRouter's JavaScript SDK takes: which requests its bearer may make. From the start the bearer may
 * use the web socket of the channel and fetch the channel's own resource.
 * See twilio.com/docs/taskrouter/js-sdk-v1/workspace/constructing-jwts.
 *
 * @example
 * ```ts
 * const token = new TaskRouterCapabilityToken({ accountSid, authToken, workspaceSid, channelId: 'alice' })
 *   .allowFetchSubresources()
 *   .allowUpdateSubresources()
 * const jwt = await token.generate()
 * ```
 */
export class TaskRouterCapabilityToken {
  readonly #authToken: HmacSecret | KeyRing
  readonly #lifetime: Lifetime
  readonly #channel: Channel
  readonly #policies: Map<string, Policy> = new Map()
  readonly accountSid: AccountSid
  readonly workspaceSid: WorkspaceSid
  readonly channelId: string
  readonly friendlyName: string
  readonly version: string

  /** @throws JwtOptionError `ERR_OPTION_INVALID`, `ERR_KEY_INVALID`, `ERR_KEY_UNKNOWN` */
  constructor(options: TaskRouterCapabilityTokenOptions) {
    const { accountSid, authToken, workspaceSid } = checkOptions('options', options)
    this.accountSid = checkSid('accountSid', accountSid, 'AC')
    checkName('accountSid', accountSid)
    this.#authToken = checkSharedSecret('authToken', authToken, "the account's auth token", accountSid)
    this.workspaceSid = checkSid('workspaceSid', workspaceSid, 'WS')
    checkName('workspaceSid', workspaceSid)
    this.#channel = readChannel('channelId', options.channelId, workspaceSid)
    this.channelId = this.#channel.id
    this.friendlyName = checkOptionalText('friendlyName', options.friendlyName) ?? this.channelId
    this.version = checkVersion(options.version ?? DEFAULT_VERSION)
    this.#lifetime = checkLifetime(options, MAX_TTL)
    this.allowWebSockets().allowFetchSelf()
  }

  /** The policies so far, in their order on the wire. */
  get policies(): readonly Policy[] {
    return [...this.#policies.values()]
  }

  /** Lets the bearer fetch the channel's own resource. Granted from the start. */
  allowFetchSelf(): this {
    return this.#allow('GET')
  }

  /** Lets the bearer update the channel's own resource. */
  allowUpdateSelf(): this {
    return this.#allow('POST')
  }

  /** Lets the bearer delete the channel's own resource. */
  allowDeleteSelf(): this {
    return this.#allow('DELETE')
  }

  /** Lets the bearer fetch what is below the channel's resource. */
  allowFetchSubresources(): this {
    return this.#allow('GET', '**')
  }

  /** Lets the bearer update what is below the channel's resource. */
  allowUpdateSubresources(): this {
    return this.#allow('POST', '**')
  }

  /** The name that twilio-php has for {@link TaskRouterCapabilityToken.allowUpdateSubresources}. */
  allowUpdatesSubresources(): this {
    return this.allowUpdateSubresources()
  }

  /** Lets the bearer delete what is below the channel's resource. */
  allowDeleteSubresources(): this {
    return this.#allow('DELETE', '**')
  }

  /**
   * Lets the bearer listen and send on the web socket of a channel. That of the token's own channel, which stands for
   * `channelId` left out, is granted from the start.
   *
   * @throws JwtOptionError `ERR_OPTION_INVALID`
   */
  allowWebSockets(channelId: string = this.channelId): this {
    for (const policy of defaultEventBridgePolicies(this.accountSid, channelId)) this.addPolicy(policy)
    return this
  }

  /**
   * Adds a copy of a policy, unless one that says the same is there. A policy with `allow: false` denies.
   *
   * @throws JwtOptionError `ERR_OPTION_INVALID`
   */
  addPolicy(policy: PolicyOptions): this {
    const added = Object.freeze(new Policy(policy))
    const identity = identify(added)
    if (!this.#policies.has(identity)) this.#policies.set(identity, added)
    return this
  }

  /** The claims that signing at this moment gives. */
  toClaims(): TaskRouterCapabilityClaims {
    const { nbf } = this.#lifetime
    return {
      account_sid: this.accountSid,
      workspace_sid: this.workspaceSid,
      channel: this.channelId,
      version: this.version,
      friendly_name: this.friendlyName,
      policies: this.policies.map((policy) => policy.toPayload()),
      ...this.#channel.claims,
      iss: this.accountSid,
      exp: expiry(this.#lifetime, epochSeconds()),
      ...(nbf !== undefined && { nbf }),
    }
  }

  /** Signs the token. */
  async generate(): Promise<string> {
    return await signHmacJwt(HEADER, this.toClaims(), this.#authToken)
  }

  /**
   * The synchronous twin of {@link TaskRouterCapabilityToken.generate}.
   *
   * @throws JwtError `ERR_SYNC_UNSUPPORTED` where the runtime has no synchronous crypto
   */
  generateSync(): string {
    return signHmacJwtSync(HEADER, this.toClaims(), this.#authToken)
  }

  #allow(method: PolicyMethod, ...below: string[]): this {
    const url = workspaceUrl(this.version, this.workspaceSid, ...this.#channel.path, ...below)
    return this.addPolicy({ url, method })
  }
}
