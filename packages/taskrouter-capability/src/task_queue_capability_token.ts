import { checkSid } from '@x/jwt-core/token'
import { settle } from './settle.ts'
import { TaskRouterCapabilityToken } from './taskrouter_capability_token.ts'
import {
  type CapabilityTokenOptions,
  type ChannelTable,
  channelTable,
  type TaskRouterCapabilityTokenOptions,
} from './token_options.ts'
import { checkName } from './urls.ts'

export interface TaskQueueCapabilityTokenOptions extends CapabilityTokenOptions {
  /** The task queue, `WQ…`. */
  readonly taskQueueSid: string
}

const TABLE: ChannelTable = /* @__PURE__ */ channelTable('taskQueueSid', (name, value) =>
  checkName(name, checkSid(name, value, 'WQ')),
)

/** The token of a task queue. */
export class TaskQueueCapabilityToken extends TaskRouterCapabilityToken {
  /** @internal */
  static override readonly lastMember: string = 'taskQueueSid'
  /** @internal */
  static override readonly channelTable: ChannelTable = TABLE
  /** @internal Tells the class in every copy of this package. */
  static override readonly brand: string = 'twilio-token-toolkit.TaskQueueCapabilityToken'
  declare readonly taskQueueSid: string

  /** @throws JwtOptionError `ERR_OPTION_INVALID`, `ERR_KEY_INVALID`, `ERR_KEY_UNKNOWN` */
  constructor(options: TaskQueueCapabilityTokenOptions) {
    super(options as unknown as TaskRouterCapabilityTokenOptions)
    this.taskQueueSid = this.channelId
    settle(this, new.target)
  }
}
