import { JwtOptionError } from '@x/jwt-core'
import { checkName as checkGiven, refuse } from '@x/jwt-core/token'
import { EVENT_BRIDGE_URL, TASKROUTER_URL, VERSION } from './facts.ts'

// The addresses that policies speak of. Twilio matches them as patterns: `**` stands for any path below, so what a
// caller puts into one must not be able to widen it.

/** What may stand in a path as it is (RFC 3986 section 3.3), without the wildcard. */
const NAME = /^[\w.~!$&'()+,;=:@-]+$/
const NAME_OR_WILDCARD = /^[\w.~!$&'()+,;=:@*-]+$/

function checkSegment(option: string, value: unknown, pattern: RegExp): string {
  const segment = checkGiven(option, value)
  if (pattern.test(segment) && segment !== '.' && segment !== '..') return segment
  throw new JwtOptionError(
    option,
    `must be one segment of a URL path${pattern === NAME ? ' without wildcards' : ''}: letters, digits, - . _ ~ @, no slash or space`,
  )
}

/**
 * Checks a value that becomes a part of a policy's URL: `*` or `/` in it would open more than it names.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function checkName(option: string, value: unknown): string {
  return checkSegment(option, value, NAME)
}

/** @throws JwtOptionError `ERR_OPTION_INVALID` */
export function checkVersion(version: unknown): string {
  return version === VERSION ? version : refuse('version', `${VERSION}, the only one there is`, version)
}

/** The last workspace and its URL in one piece: a text of many pieces takes long to write as JSON. */
let last: { readonly version: string; readonly workspaceSid: string; readonly url: string } | undefined

/** The URL of something in a workspace, from parts that were checked. */
export function workspaceUrl(version: string, workspaceSid: string, ...path: readonly string[]): string {
  if (version !== last?.version || workspaceSid !== last.workspaceSid)
    last = {
      version,
      workspaceSid,
      url: [TASKROUTER_URL, version, 'Workspaces', String(workspaceSid)].join('/'),
    }
  let { url } = last
  for (const segment of path) url += `/${segment}`
  return url
}

/** The URL of a web socket channel, from parts that were checked. */
export function webSocketUrl(accountSid: string, channelId: string): string {
  return `${EVENT_BRIDGE_URL}/${accountSid}/${channelId}`
}

/** The URL of one of a collection, or of the collection where `sid` is left out; `option` names the SID. */
function collectionUrl(workspaceSid: string, option: string, sid?: string, ...path: string[]): string {
  if (sid !== undefined) path.push(checkSegment(option, sid, NAME_OR_WILDCARD))
  return workspaceUrl(VERSION, checkSegment('workspaceSid', workspaceSid, NAME_OR_WILDCARD), ...path)
}

/**
 * The URL of a workspace, or of all with `**`; of the list of workspaces when left out.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function workspacesUrl(workspaceSid?: string): string {
  return workspaceSid === undefined
    ? [TASKROUTER_URL, VERSION, 'Workspaces'].join('/')
    : collectionUrl(workspaceSid, '')
}

/**
 * The URL of a task queue, or of all with `**`; of the list when left out.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function taskQueuesUrl(workspaceSid: string, taskQueueSid?: string): string {
  return collectionUrl(workspaceSid, 'taskQueueSid', taskQueueSid, 'TaskQueues')
}

/**
 * The URL of a task, or of all with `**`; of the list when left out.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function tasksUrl(workspaceSid: string, taskSid?: string): string {
  return collectionUrl(workspaceSid, 'taskSid', taskSid, 'Tasks')
}

/**
 * The URL of an activity, or of all with `**`; of the list when left out.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function activitiesUrl(workspaceSid: string, activitySid?: string): string {
  return collectionUrl(workspaceSid, 'activitySid', activitySid, 'Activities')
}

/**
 * The URL of a worker, or of all with `**`; of the list when left out.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function workersUrl(workspaceSid: string, workerSid?: string): string {
  return collectionUrl(workspaceSid, 'workerSid', workerSid, 'Workers')
}

/**
 * The URL of a worker's reservation, or of all with `**`; of the list when left out.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function reservationsUrl(workspaceSid: string, workerSid: string, reservationSid?: string): string {
  const worker = checkSegment('workerSid', workerSid, NAME_OR_WILDCARD)
  return collectionUrl(workspaceSid, 'reservationSid', reservationSid, 'Workers', worker, 'Reservations')
}
