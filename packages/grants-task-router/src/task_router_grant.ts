import { FieldGrant, type Fields, sid, text } from '@x/jwt-core/grant'

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
  static readonly key = 'task_router'
  static readonly fields: Fields<TaskRouterGrantOptions> = {
    workspaceSid: sid('WS', 'workspace_sid'),
    workerSid: sid('WK', 'worker_sid'),
    role: text('role'),
  }
  readonly key = 'task_router'
  declare readonly workspaceSid?: string
  declare readonly workerSid?: string
  declare readonly role?: string
}
