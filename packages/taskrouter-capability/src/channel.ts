import { isSid, JwtOptionError } from '@x/jwt-core'
import { checkName } from './urls.ts'

/** What a channel stands for: the path of its resource in the workspace, and the claim that names it. */
export interface Channel {
  readonly id: string
  readonly path: readonly string[]
  readonly claims: { readonly worker_sid?: string; readonly taskqueue_sid?: string }
}

const WHOLE_SID = /^[A-Z]{2}[0-9a-f]{32}$/

/**
 * Says what a channel stands for: `WK…` a worker, `WQ…` a task queue, the workspace's own SID the workspace,
 * any other name a worker.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID` when it is the SID of something without a channel.
 */
export function readChannel(option: string, channelId: unknown, workspaceSid: string): Channel {
  const id = checkName(option, channelId)
  if (isSid(id, 'WK')) return { id, path: ['Workers', id], claims: { worker_sid: id } }
  if (isSid(id, 'WQ')) return { id, path: ['TaskQueues', id], claims: { taskqueue_sid: id } }
  if (id === workspaceSid) return { id, path: [], claims: {} }
  if (WHOLE_SID.test(id))
    throw new JwtOptionError(
      option,
      `must be a worker (WK…), a task queue (WQ…), the token's own workspace or a worker channel's name, got a SID that begins with ${id.slice(0, 2)}`,
    )
  return { id, path: ['Workers', id], claims: {} }
}
