import { CHANNEL_KINDS } from '@x/taskrouter-capability/facts'
import type { PolicyPayload } from './policy.ts'

/** The fields of a TaskRouter capability that its claims are made of. */
interface Capability {
  readonly accountSid: string
  readonly workspaceSid: string
  readonly channelId: string
  readonly friendlyName?: string | undefined
  readonly ttl: number
  readonly version: string
}

interface TaskRouterClaims {
  readonly iss: string
  readonly exp: number
  readonly version: string
  readonly friendly_name: string | undefined
  readonly account_sid: string
  readonly channel: string
  readonly workspace_sid: string
  readonly policies: readonly PolicyPayload[]
}

/** The claims of a TaskRouter token made `now`, in twilio's order. */
export function taskRouterClaims(
  { accountSid, workspaceSid, channelId, friendlyName, ttl, version }: Capability,
  now: number,
  policies: readonly PolicyPayload[],
  startsWith: (prefix: string) => boolean,
): TaskRouterClaims {
  return {
    iss: accountSid,
    exp: now + ttl,
    version,
    friendly_name: friendlyName,
    account_sid: accountSid,
    channel: channelId,
    workspace_sid: workspaceSid,
    policies,
    ...channelClaims(channelId, startsWith),
  }
}

/** The claim, if any, that tells what a channel belongs to, by the prefix of its id. */
function channelClaims(channelId: string, startsWith: (prefix: string) => boolean): object {
  const kind = Object.entries(CHANNEL_KINDS).find(([prefix]) => startsWith(prefix))
  return kind === undefined ? {} : { [kind[1].claim]: channelId }
}
