import { checkSid, type TaskQueueSid } from '@x/jwt-core'
import { withChannel } from './resource_options.ts'
import { type CapabilityTokenOptions, TaskRouterCapabilityToken } from './taskrouter_capability_token.ts'
import { checkName } from './urls.ts'

export interface TaskQueueCapabilityTokenOptions extends CapabilityTokenOptions {
  /** The task queue, `WQ…`. */
  readonly taskQueueSid: string
}

/** The token of a task queue. */
export class TaskQueueCapabilityToken extends TaskRouterCapabilityToken {
  readonly taskQueueSid: TaskQueueSid

  /** @throws JwtOptionError `ERR_OPTION_INVALID`, `ERR_KEY_INVALID`, `ERR_KEY_UNKNOWN` */
  constructor(options: TaskQueueCapabilityTokenOptions) {
    super(
      withChannel(options, 'taskQueueSid', (option, value) =>
        checkName(option, checkSid(option, value, 'WQ')),
      ),
    )
    this.taskQueueSid = this.channelId as TaskQueueSid
  }
}
