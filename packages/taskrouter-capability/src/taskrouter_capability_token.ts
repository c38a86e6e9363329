import {
  checkedExpiry,
  epochSeconds,
  type HmacHeader,
  isBranded,
  type KeyOrRing,
  keepShape,
  type Lifetime,
  MAX_TTL,
  resolveLifetime,
  signHmacJwt,
  signHmacJwtSync,
  takeSharedSecret,
} from '@x/jwt-core/token'
import { type Channel, readChannel } from './channel.ts'
import { type PolicyMethod, type PolicyPayload, VERSION } from './facts.ts'
import { GrantedPolicy, isSamePolicy, Policy, type PolicyOptions, policyKey } from './policy.ts'
import { settle } from './settle.ts'
import {
  type ChannelTable,
  channelTable,
  readTokenOptions,
  type TaskRouterCapabilityTokenOptions,
} from './token_options.ts'
import { checkName, webSocketUrl, workspaceUrl } from './urls.ts'

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

type Writable<Type> = { -readonly [Member in keyof Type]: Type[Member] }

/** More policies than any token has by itself. */
const MANY = 32

const TABLE: ChannelTable = /* @__PURE__ */ channelTable('channelId', checkName)

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
  /** @internal */
  static readonly lastMember: string = 'version'
  /** @internal The options of this class: its constructor reads them, and those of the classes below it. */
  static readonly channelTable: ChannelTable = TABLE

  /** @internal Tells the class in every copy of this package. */
  static readonly brand: string = 'twilio-token-toolkit.TaskRouterCapabilityToken'

  static [Symbol.hasInstance](value: unknown): boolean {
    return isBranded(this, value)
  }

  readonly #authToken: KeyOrRing
  readonly #lifetime: Lifetime
  readonly #channel: Channel
  readonly #policies: Policy[] = []
  /** What each says, once there are many: to look through them for each that is added would take ever longer. */
  #said: Set<string> | undefined
  // Declared alone: a field is made twice, first as undefined.
  declare readonly accountSid: string
  declare readonly workspaceSid: string
  declare readonly channelId: string
  declare readonly friendlyName: string
  declare readonly version: string

  /** @throws JwtOptionError `ERR_OPTION_INVALID`, `ERR_KEY_INVALID`, `ERR_KEY_UNKNOWN` */
  constructor(options: TaskRouterCapabilityTokenOptions) {
    const [read, channelId] = readTokenOptions(options, new.target.channelTable)
    const { accountSid, workspaceSid, friendlyName, version = VERSION, startingPolicies = true } = read
    this.accountSid = accountSid
    this.#authToken = takeSharedSecret('authToken', read.authToken, "the account's auth token", accountSid)
    this.workspaceSid = workspaceSid
    this.#channel = readChannel('channelId', channelId, workspaceSid)
    this.channelId = this.#channel.id
    this.friendlyName = friendlyName ?? this.channelId
    this.version = version
    this.#lifetime = resolveLifetime(read, MAX_TTL)
    settle(this, new.target)
    if (startingPolicies) this.allowWebSockets().allowFetchSelf()
  }

  /** The policies so far, in their order on the wire. */
  get policies(): readonly Policy[] {
    return [...this.#policies]
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
    // The token's own name was checked when it was taken in.
    const name = channelId === this.channelId ? channelId : checkName('channelId', channelId)
    const url = webSocketUrl(this.accountSid, name)
    return this.addPolicy(new GrantedPolicy(url, 'GET')).addPolicy(new GrantedPolicy(url, 'POST'))
  }

  /**
   * Adds a copy of a policy, unless one that says the same is there. A policy with `allow: false` denies.
   *
   * @throws JwtOptionError `ERR_OPTION_INVALID`
   */
  addPolicy(policy: PolicyOptions): this {
    const added = Object.freeze(new Policy(policy))
    if (!this.#says(added)) this.#policies.push(added)
    return this
  }

  /** The claims that signing at this moment gives. */
  toClaims(): TaskRouterCapabilityClaims {
    const { nbf } = this.#lifetime
    const { worker_sid, taskqueue_sid } = this.#channel.claims
    // Member by member, in their order: a spread takes longer than all the rest.
    const claims: Partial<Writable<TaskRouterCapabilityClaims>> = {
      account_sid: this.accountSid,
      workspace_sid: this.workspaceSid,
      channel: this.channelId,
      version: this.version,
      friendly_name: this.friendlyName,
      policies: this.#policies.map((policy) => policy.toPayload()),
    }
    if (worker_sid !== undefined) claims.worker_sid = worker_sid
    if (taskqueue_sid !== undefined) claims.taskqueue_sid = taskqueue_sid
    claims.iss = this.accountSid
    claims.exp = checkedExpiry(this.#lifetime, epochSeconds())
    if (nbf !== undefined) claims.nbf = nbf
    return keepShape('taskrouter claims', claims as TaskRouterCapabilityClaims)
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

  #says(policy: Policy): boolean {
    if (this.#policies.length < MANY) return this.#policies.some((each) => isSamePolicy(each, policy))
    this.#said ??= new Set(this.#policies.map(policyKey))
    const { size } = this.#said
    return this.#said.add(policyKey(policy)).size === size
  }

  #allow(method: PolicyMethod, ...below: string[]): this {
    const { path } = this.#channel
    const own = workspaceUrl(this.version, this.workspaceSid, ...(path === '' ? below : [path, ...below]))
    return this.addPolicy(new GrantedPolicy(own, method))
  }
}
