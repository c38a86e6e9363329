import { TaskRouterGrant as Native } from '@x/grants-task-router'
import { payloadOf } from '../grant_payload.ts'
import { Grant } from './grant.ts'

export interface TaskRouterGrantOptions {
  workspaceSid?: string | undefined
  workerSid?: string | undefined
  role?: string | undefined
}

export interface TaskRouterGrantPayload {
  workspace_sid?: string
  worker_sid?: string
  role?: string
}

export class TaskRouterGrant
  extends Grant<TaskRouterGrantOptions, TaskRouterGrantPayload, 'task_router'>
  implements TaskRouterGrantOptions
{
  workspaceSid?: string | undefined
  workerSid?: string | undefined
  role?: string | undefined

  constructor(options?: TaskRouterGrantOptions) {
    super('task_router')
    this.workspaceSid = options?.workspaceSid
    this.workerSid = options?.workerSid
    this.role = options?.role
  }

  toPayload(): TaskRouterGrantPayload {
    return payloadOf<TaskRouterGrantOptions>(this, Native.fields)
  }
}
