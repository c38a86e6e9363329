import { checkSid } from '@x/jwt-core'
import { withChannel } from './resource_options.ts'
import { type CapabilityTokenOptions, TaskRouterCapabilityToken } from './taskrouter_capability_token.ts'

export type WorkspaceCapabilityTokenOptions = CapabilityTokenOptions

/** The token of a workspace. */
export class WorkspaceCapabilityToken extends TaskRouterCapabilityToken {
  /** @throws JwtOptionError `ERR_OPTION_INVALID`, `ERR_KEY_INVALID`, `ERR_KEY_UNKNOWN` */
  constructor(options: WorkspaceCapabilityTokenOptions) {
    super(withChannel(options, 'workspaceSid', (option, value) => checkSid(option, value, 'WS')))
  }
}
