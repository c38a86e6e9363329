import { JwtOptionError } from '@x/jwt-core'
import {
  type Check,
  checkFlag,
  checkOptionalText,
  checkSid,
  checkText,
  type KeyOrRing,
  LIFETIME_OPTIONS,
  type LifetimeOptions,
  type OptionTable,
  optional,
  readOptions,
} from '@x/jwt-core/token'
import { checkName, checkVersion } from './urls.ts'

/** What the token of a worker, a task queue or a workspace is made of. */
export interface CapabilityTokenOptions extends LifetimeOptions {
  /** The account, `AC…`. */
  readonly accountSid: string
  /** The account's auth token, which signs, or a key ring that holds it under the account's SID. */
  readonly authToken: KeyOrRing
  /** The workspace, `WS…`. */
  readonly workspaceSid: string
  /** A name for people. Default the channel. */
  readonly friendlyName?: string | undefined
  /** The version of the TaskRouter API, in the claims and in the URLs of policies. Default `v1`. */
  readonly version?: string | undefined
  /**
   * Whether the token has the policies it is to have from the start: the web socket, to fetch its own resource, and
   * what a worker needs. Default true; false for a token that holds what is added and nothing else.
   */
  readonly startingPolicies?: boolean
}

export interface TaskRouterCapabilityTokenOptions extends CapabilityTokenOptions {
  /** `WK…` a worker, `WQ…` a task queue, the workspace's own SID the workspace, any other name a worker. */
  readonly channelId: string
}

/** The options that every token of TaskRouter takes. */
const CAPABILITY_OPTIONS: OptionTable<CapabilityTokenOptions> = {
  ...LIFETIME_OPTIONS,
  accountSid: (option, value) => checkName(option, checkSid(option, value, 'AC')),
  authToken: (_, value) => value as KeyOrRing,
  workspaceSid: (option, value) => checkName(option, checkSid(option, value, 'WS')),
  friendlyName: checkOptionalText,
  version: optional((_, value) => checkVersion(value)),
  startingPolicies: checkFlag,
}

/** The options of a class of tokens, and which of them is the resource whose channel it is. */
export interface ChannelTable {
  readonly option: string
  readonly table: OptionTable<TaskRouterCapabilityTokenOptions>
}

/** The table of a class whose channel is given as `option`, which `check` holds it to. */
export function channelTable(option: string, check: Check<string>): ChannelTable {
  return {
    option,
    table: { ...CAPABILITY_OPTIONS, channelId: optional(checkText), [option]: check } as never,
  }
}

const NEEDED = ['accountSid', 'authToken', 'workspaceSid'] as const

/**
 * Reads the options of a token, and the channel that follows from them. A channel given beside the resource that it
 * follows from, which the types do not allow, must be the same.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function readTokenOptions(
  options: unknown,
  { option, table }: ChannelTable,
): readonly [options: CapabilityTokenOptions, channelId: string] {
  const read = readOptions<TaskRouterCapabilityTokenOptions>('options', options, table)
  for (const name of NEEDED) if (read[name] === undefined) table[name](name, undefined)
  const key = option as 'channelId'
  const channel = read[key] ?? table[key](option, undefined)
  if (read.channelId !== undefined && read.channelId !== channel)
    throw new JwtOptionError(
      'channelId',
      `follows from ${option}; leave it out, or use TaskRouterCapabilityToken for another channel`,
    )
  return [read, channel]
}
