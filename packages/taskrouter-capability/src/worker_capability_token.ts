import { checkSid } from '@x/jwt-core/token'
import { GrantedPolicy } from './policy.ts'
import { settle } from './settle.ts'
import { TaskRouterCapabilityToken } from './taskrouter_capability_token.ts'
import {
  type CapabilityTokenOptions,
  type ChannelTable,
  channelTable,
  type TaskRouterCapabilityTokenOptions,
} from './token_options.ts'
import { checkName, workspaceUrl } from './urls.ts'

export interface WorkerCapabilityTokenOptions extends CapabilityTokenOptions {
  /** The worker, `WK…`. */
  readonly workerSid: string
}

const TABLE: ChannelTable = /* @__PURE__ */ channelTable('workerSid', (name, value) =>
  checkName(name, checkSid(name, value, 'WK')),
)

/**
 * The token of a worker, who from the start may also fetch activities, tasks and the own reservations.
 *
 * @example
 * ```ts
 * const token = new WorkerCapabilityToken({ accountSid, authToken, workspaceSid, workerSid: 'WK…' })
 *   .allowUpdateActivities()
 *   .allowUpdateReservations()
 * const jwt = await token.generate()
 * ```
 */
export class WorkerCapabilityToken extends TaskRouterCapabilityToken {
  /** @internal */
  static override readonly lastMember: string = 'workerSid'
  /** @internal */
  static override readonly channelTable: ChannelTable = TABLE
  /** @internal Tells the class in every copy of this package. */
  static override readonly brand: string = 'twilio-token-toolkit.WorkerCapabilityToken'
  declare readonly workerSid: string

  /** @throws JwtOptionError `ERR_OPTION_INVALID`, `ERR_KEY_INVALID`, `ERR_KEY_UNKNOWN` */
  constructor(options: WorkerCapabilityTokenOptions) {
    super(options as unknown as TaskRouterCapabilityTokenOptions)
    this.workerSid = this.channelId
    settle(this, new.target)
    // The option was read by the class above: where it granted nothing, nothing is granted here.
    if (this.policies.length > 0)
      this.allowFetchActivities().allowFetchReservations().allowFetchWorkerReservations()
  }

  /** Lets the worker fetch the workspace's list of activities. Granted from the start. */
  allowFetchActivities(): this {
    return this.addPolicy(new GrantedPolicy(this.#url('Activities'), 'GET'))
  }

  /** Lets the worker fetch tasks and their reservations. Granted from the start. */
  allowFetchReservations(): this {
    return this.addPolicy(new GrantedPolicy(this.#url('Tasks/**'), 'GET'))
  }

  /** Lets the worker fetch the own reservations. Granted from the start. */
  allowFetchWorkerReservations(): this {
    return this.addPolicy(new GrantedPolicy(this.#url(`${this.#path}/Reservations/**`), 'GET'))
  }

  /** Lets the worker change the own activity, and nothing else about the worker. */
  allowUpdateActivities(): this {
    return this.addPolicy({
      url: this.#url(this.#path),
      method: 'POST',
      postFilter: { ActivitySid: { required: true } },
    })
  }

  /** Lets the worker update tasks, such as to complete one, and accept or reject reservations. */
  allowUpdateReservations(): this {
    return this.addPolicy({ url: this.#url('Tasks/**'), method: 'POST' }).addPolicy({
      url: this.#url(`${this.#path}/Reservations/**`),
      method: 'POST',
    })
  }

  get #path(): string {
    return `Workers/${this.workerSid}`
  }

  #url(path: string): string {
    return workspaceUrl(this.version, this.workspaceSid, path)
  }
}
