import { isRecord } from '@x/jwt-core/token'
import type { CheckedToken } from '../token/verdict.ts'

export interface WorkerSids {
  readonly worker: string
  readonly workspace: string
}

/** The worker that a token speaks for. */
export function workerOf(token: CheckedToken): WorkerSids {
  const grant = isRecord(token.grants.task_router) ? token.grants.task_router : {}
  return { worker: String(grant.worker_sid), workspace: String(grant.workspace_sid) }
}

const EPOCH = 0
const page = (...contents: readonly object[]): object => ({ contents, after_sid: undefined })

/** Answers what the TaskRouter SDK asks while a worker starts; undefined where the fake plays no such thing. */
export function answerWorker(url: string, token: CheckedToken): object | undefined {
  const { worker, workspace } = workerOf(token)
  const common = {
    account_sid: token.accountSid,
    workspace_sid: workspace,
    date_created: EPOCH,
    date_updated: EPOCH,
  }
  const activity = { ...common, sid: `WA${'0'.repeat(32)}`, friendly_name: 'Available', available: true }
  if (/\/Activities$/.test(url)) return page(activity)
  if (/\/(WorkerChannels|Channels)$/.test(url)) return page()
  if (/\/Reservations$/.test(url)) return page()
  if (/\/Workers\/[^/]+$/.test(url))
    return {
      ...common,
      sid: worker,
      friendly_name: token.identity,
      activity_name: activity.friendly_name,
      activity_sid: activity.sid,
      available: true,
      attributes: '{}',
      date_status_changed: EPOCH,
      version: '0',
    }
  return undefined
}
