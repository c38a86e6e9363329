import { TaskRouterGrant as Native } from '@x/grants-task-router'
import { payloadOf } from '../grant_payload.ts'
import { BaseGrant } from './base_grant.ts'

export interface TaskRouterOptions {
  workspaceSid?: string | undefined
  workerSid?: string | undefined
  role?: string | undefined
}

export interface TaskRouterPayload {
  workspace_sid?: string
  worker_sid?: string
  role?: string
}

export class TaskRouterGrant
  extends BaseGrant<TaskRouterOptions, TaskRouterPayload, 'task_router'>
  implements TaskRouterOptions
{
  /** @internal Tells the class in every copy of this package. */
  static override get brand(): string {
    return 'twilio-token-toolkit.compat.TaskRouterGrant'
  }

  workspaceSid?: string | undefined
  workerSid?: string | undefined
  role?: string | undefined

  constructor(options?: TaskRouterOptions) {
    super(Native.key)
    this.workspaceSid = options?.workspaceSid
    this.workerSid = options?.workerSid
    this.role = options?.role
  }

  toPayload(): TaskRouterPayload {
    return payloadOf<TaskRouterOptions>(this, Native.fields)
  }
}
