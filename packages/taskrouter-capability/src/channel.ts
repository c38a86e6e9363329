import { JwtOptionError } from '@x/jwt-core'
import { checkNoStray, isSid, WHOLE_SID } from '@x/jwt-core/token'
import { CHANNEL_KINDS } from './facts.ts'
import { checkName } from './urls.ts'

/** What a channel stands for: the path of its resource below the workspace, and the claim that names it. */
export interface Channel {
  readonly id: string
  readonly path: string
  readonly claims: { readonly worker_sid?: string; readonly taskqueue_sid?: string }
}

/**
 * Says what a channel stands for: `WK…` a worker, `WQ…` a task queue, the workspace's own SID the workspace,
 * any other name a worker.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID` when it is the SID of something without a channel.
 */
export function readChannel(option: string, channelId: unknown, workspaceSid: string): Channel {
  const id = checkName(option, channelId)
  // It is read as a SID, by TaskRouter too: a quote in it is no part of a name.
  const kinds = [...Object.keys(CHANNEL_KINDS), workspaceSid.slice(0, 2)]
  if (kinds.includes(id.replace(/^'/, '').slice(0, 2))) checkNoStray(option, id)
  const prefix = id.slice(0, 2) as keyof typeof CHANNEL_KINDS
  if (Object.hasOwn(CHANNEL_KINDS, prefix) && isSid(id, prefix)) {
    const { path, claim } = CHANNEL_KINDS[prefix]
    return { id, path: `${path}/${id}`, claims: { [claim]: id } }
  }
  if (id === workspaceSid) return { id, path: '', claims: {} }
  if (WHOLE_SID.test(id))
    throw new JwtOptionError(
      option,
      `must be a worker (WK…), a task queue (WQ…), the token's own workspace or a worker channel's name, got a SID that begins with ${id.slice(0, 2)}`,
    )
  return { id, path: `Workers/${id}`, claims: {} }
}
