import { checkSid, type WorkerSid } from '@x/jwt-core'
import { withChannel } from './resource_options.ts'
import { type CapabilityTokenOptions, TaskRouterCapabilityToken } from './taskrouter_capability_token.ts'
import { checkName, workspaceUrl } from './urls.ts'

export interface WorkerCapabilityTokenOptions extends CapabilityTokenOptions {
  /** The worker, `WK…`. */
  readonly workerSid: string
}

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
  readonly workerSid: WorkerSid

  /** @throws JwtOptionError `ERR_OPTION_INVALID`, `ERR_KEY_INVALID`, `ERR_KEY_UNKNOWN` */
  constructor(options: WorkerCapabilityTokenOptions) {
    super(
      withChannel(options, 'workerSid', (option, value) => checkName(option, checkSid(option, value, 'WK'))),
    )
    this.workerSid = this.channelId as WorkerSid
    this.allowFetchActivities().allowFetchReservations().allowFetchWorkerReservations()
  }

  /** Lets the worker fetch the workspace's list of activities. Granted from the start. */
  allowFetchActivities(): this {
    return this.addPolicy({ url: this.#url('Activities'), method: 'GET' })
  }

  /** Lets the worker fetch tasks and their reservations. Granted from the start. */
  allowFetchReservations(): this {
    return this.addPolicy({ url: this.#url('Tasks', '**'), method: 'GET' })
  }

  /** Lets the worker fetch the own reservations. Granted from the start. */
  allowFetchWorkerReservations(): this {
    return this.addPolicy({ url: this.#url('Workers', this.workerSid, 'Reservations', '**'), method: 'GET' })
  }

  /** Lets the worker change the own activity, and nothing else about the worker. */
  allowUpdateActivities(): this {
    return this.addPolicy({
      url: this.#url('Workers', this.workerSid),
      method: 'POST',
      postFilter: { ActivitySid: { required: true } },
    })
  }

  /** Lets the worker update tasks, such as to complete one, and accept or reject reservations. */
  allowUpdateReservations(): this {
    return this.addPolicy({ url: this.#url('Tasks', '**'), method: 'POST' }).addPolicy({
      url: this.#url('Workers', this.workerSid, 'Reservations', '**'),
      method: 'POST',
    })
  }

  #url(...path: string[]): string {
    return workspaceUrl(this.version, this.workspaceSid, ...path)
  }
}
