import { isRecord } from '@x/jwt-core/token'

const TOKEN_NAMES = new Set([
  'token',
  'jwt',
  'accesstoken',
  'twiliotoken',
  'videotoken',
  'chattoken',
  'voicetoken',
])

/** The member of an endpoint's answer in which the token would stand, whatever stands there. */
export function tokenMemberOf(
  answer: unknown,
): { readonly name: string; readonly value: unknown } | undefined {
  if (!isRecord(answer)) return undefined
  const name = Object.keys(answer).find((each) => TOKEN_NAMES.has(each.toLowerCase().replace(/[_-]/g, '')))
  if (name !== undefined) return { name, value: answer[name] }
  return isRecord(answer.data) ? tokenMemberOf({ ...answer.data, data: undefined }) : undefined
}

export function isEmptyRecord(value: unknown): boolean {
  return isRecord(value) && Object.keys(value).length === 0
}

/** Whether JSON, in which no token was found, is what an endpoint answered: any object or list but an empty object. */
export function isAnswer(value: unknown): boolean {
  if (Array.isArray(value)) return true
  if (!isRecord(value) || isEmptyRecord(value)) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  // What has a class is no JSON.
  return prototype === null || Object.getPrototypeOf(prototype) === null
}

const LOG_NAMES = new Set(
  'level,severity,time,timestamp,@timestamp,ts,msg,logger,pid,hostname,host,loglevel,datetime,caller'.split(
    ',',
  ),
)

/** Whether JSON is a line of a log rather than an endpoint's answer. */
export function isLogLine(value: unknown): boolean {
  return isRecord(value) && Object.keys(value).some((name) => LOG_NAMES.has(name.toLowerCase()))
}
