import { checkSid } from '@x/jwt-core/token'
import { TaskRouterCapabilityToken } from './taskrouter_capability_token.ts'
import {
  type CapabilityTokenOptions,
  type ChannelTable,
  channelTable,
  type TaskRouterCapabilityTokenOptions,
} from './token_options.ts'
import { checkName } from './urls.ts'

export type WorkspaceCapabilityTokenOptions = CapabilityTokenOptions

const TABLE: ChannelTable = /* @__PURE__ */ channelTable('workspaceSid', (name, value) =>
  checkName(name, checkSid(name, value, 'WS')),
)

/** The token of a workspace. */
export class WorkspaceCapabilityToken extends TaskRouterCapabilityToken {
  /** @internal */
  static override readonly lastMember: string = 'version'
  /** @internal */
  static override readonly channelTable: ChannelTable = TABLE
  /** @internal Tells the class in every copy of this package. */
  static override readonly brand: string = 'twilio-token-toolkit.WorkspaceCapabilityToken'

  /** @throws JwtOptionError `ERR_OPTION_INVALID`, `ERR_KEY_INVALID`, `ERR_KEY_UNKNOWN` */
  constructor(options: WorkspaceCapabilityTokenOptions) {
    super(options as unknown as TaskRouterCapabilityTokenOptions)
  }
}
