import {
  AccessTokenGrant,
  type Fields,
  fromPayload,
  readOptions,
  sid,
  text,
  toPayload,
} from '@x/jwt-core/grant'

export interface TaskRouterGrantOptions {
  /** The workspace, `WS…`. */
  readonly workspaceSid?: string | undefined
  /** The worker the bearer is, `WK…`. */
  readonly workerSid?: string | undefined
  /** `worker` or `supervisor`. */
  readonly role?: string | undefined
}

/** The `grants.task_router` claim as it stands on the wire. */
export interface TaskRouterGrantPayload {
  workspace_sid?: string
  worker_sid?: string
  role?: string
}

const FIELDS: Fields<TaskRouterGrantOptions> = {
  workspaceSid: sid('WS', 'workspace_sid'),
  workerSid: sid('WK', 'worker_sid'),
  role: text('role'),
}

/**
 * Lets the bearer act in a TaskRouter workspace.
 *
 * @example
 * ```ts
 * token.addGrant(new TaskRouterGrant({ workspaceSid: 'WS…', workerSid: 'WK…', role: 'worker' }))
 * ```
 */
export class TaskRouterGrant
  extends AccessTokenGrant<'task_router', TaskRouterGrantPayload>
  implements TaskRouterGrantOptions
{
  static readonly key = 'task_router'
  readonly key = 'task_router'
  declare readonly workspaceSid?: string
  declare readonly workerSid?: string
  declare readonly role?: string

  /** @throws JwtOptionError `ERR_OPTION_INVALID` */
  constructor(options: TaskRouterGrantOptions = {}) {
    super()
    readOptions(this, FIELDS, options)
  }

  toPayload(): TaskRouterGrantPayload {
    return toPayload(this, FIELDS)
  }

  /** @throws JwtDecodeError `ERR_CLAIM_INVALID` */
  static fromPayload(payload: TaskRouterGrantPayload): TaskRouterGrant {
    return new this(fromPayload(FIELDS, payload))
  }
}
