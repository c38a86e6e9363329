import { choice, FieldGrant, type Fields, sid } from '@x/jwt-core/grant'

/** What the bearer may do: a worker acts for itself, a supervisor for others too. */
export type TaskRouterRole = 'worker' | 'supervisor'

export interface TaskRouterGrantOptions {
  /** The workspace, `WS…`. */
  readonly workspaceSid?: string | undefined
  /** The worker the bearer is, `WK…`. */
  readonly workerSid?: string | undefined
  /** `worker` or `supervisor`. */
  readonly role?: TaskRouterRole | undefined
}

/** The `grants.task_router` claim as it stands on the wire. */
export interface TaskRouterGrantPayload {
  workspace_sid?: string
  worker_sid?: string
  role?: string
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
  extends FieldGrant<'task_router', TaskRouterGrantPayload, TaskRouterGrantOptions>
  implements TaskRouterGrantOptions
{
  /** @internal Tells the class in every copy of this package. */
  static override readonly brand: string = 'twilio-token-toolkit.TaskRouterGrant'
  static readonly key = 'task_router'
  static readonly fields: Fields<TaskRouterGrantOptions> = {
    workspaceSid: sid('WS', 'workspace_sid', { needed: true }),
    workerSid: sid('WK', 'worker_sid'),
    role: choice(['worker', 'supervisor'], 'role'),
  }
  declare readonly workspaceSid?: string
  declare readonly workerSid?: string
  declare readonly role?: TaskRouterRole
}
