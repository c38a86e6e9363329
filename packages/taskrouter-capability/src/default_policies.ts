import { checkSid } from '@x/jwt-core/token'
import { Policy } from './policy.ts'
import { checkName, checkVersion, webSocketUrl, workspaceUrl } from './urls.ts'

/**
 * What a worker needs to see: activities, tasks, its reservations and itself, in twilio-node's order.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function defaultWorkerPolicies(version: string, workspaceSid: string, workerSid: string): Policy[] {
  const worker = ['Workers', checkName('workerSid', workerSid)]
  const workspace = checkName('workspaceSid', checkSid('workspaceSid', workspaceSid, 'WS'))
  return [['Activities'], ['Tasks', '**'], [...worker, 'Reservations', '**'], worker].map(
    (path) => new Policy({ url: workspaceUrl(checkVersion(version), workspace, ...path), method: 'GET' }),
  )
}

/**
 * What a web socket needs: to listen to a channel and to send on it.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function defaultEventBridgePolicies(accountSid: string, channelId: string): Policy[] {
  const account = checkName('accountSid', checkSid('accountSid', accountSid, 'AC'))
  const url = webSocketUrl(account, checkName('channelId', channelId))
  return [new Policy({ url, method: 'GET' }), new Policy({ url, method: 'POST' })]
}
