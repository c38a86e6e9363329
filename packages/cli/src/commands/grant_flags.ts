import type { Grant } from '@x/access-token'
import { ChatGrant } from '@x/grants-chat'
import { PlaybackGrant } from '@x/grants-playback'
import { SyncGrant } from '@x/grants-sync'
import { TaskRouterGrant } from '@x/grants-task-router'
import { VideoGrant } from '@x/grants-video'
import { VoiceGrant } from '@x/grants-voice'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { inTermsOfFlags } from '../terminal/flag_errors.ts'
import { AGAIN, jsonObject } from '../terminal/flag_values.ts'
import { UsageError } from '../terminal/io.ts'

/** What the bearer may do, as the argument parser gives it. */
export interface GrantFlags {
  readonly grant?: readonly Grant[]
  readonly [flag: string]: unknown
}

/** A flag for one option of a grant, with what it is for and how its value is read. */
type GrantFlag = readonly [flag: string, help: string, read?: (text: string) => unknown]

interface FlaggedGrant {
  readonly make: (options: never) => Grant
  /** A flag for each option. */
  readonly flags: Readonly<Record<string, GrantFlag>>
}

function flagged<Options extends object>(
  type: new (options: Options) => Grant,
  flags: { readonly [Name in keyof Options]-?: GrantFlag },
): FlaggedGrant {
  return { make: (options: Options) => new type(options), flags }
}

/** Every grant and the flags that make it, in the order of the help. */
const GRANTS: readonly FlaggedGrant[] = [
  flagged(VideoGrant, { room: ['--video [room]', 'video, in one room or in any'] }),
  flagged(ChatGrant, {
    serviceSid: ['--chat <IS…>', 'Conversations (chat) service'],
    endpointId: ['--chat-endpoint <id>', 'device of the bearer'],
    deploymentRoleSid: ['--chat-role <RL…>', 'deployment role'],
    pushCredentialSid: ['--chat-push <CR…>', 'push credential'],
  }),
  flagged(VoiceGrant, {
    outgoingApplicationSid: ['--voice-outgoing <AP…>', 'application for outgoing calls'],
    outgoingApplicationParams: ['--voice-params <json>', 'parameters for that application', jsonObject],
    incomingAllow: ['--voice-incoming', 'take calls'],
    pushCredentialSid: ['--voice-push <CR…>', 'push credential'],
    endpointId: ['--voice-endpoint <id>', 'device of the bearer'],
  }),
  flagged(SyncGrant, {
    serviceSid: ['--sync <IS…>', 'Sync service, or default'],
    endpointId: ['--sync-endpoint <id>', 'device of the bearer'],
  }),
  flagged(TaskRouterGrant, {
    workspaceSid: ['--task-router <WS…>', 'TaskRouter workspace'],
    workerSid: ['--task-router-worker <WK…>', 'worker'],
    role: ['--task-router-role <role>', 'worker or supervisor'],
  }),
  flagged(PlaybackGrant, {
    grant: ['--playback <json>', 'playback grant as the REST API returned it', jsonObject],
  }),
]

function optionOf([flag, help, read]: GrantFlag): Option {
  const option = new Option(flag, help)
  return read === undefined ? option : option.argParser(read)
}

/** The grants that the flags ask for. */
export function grantsOf(flags: GrantFlags): Grant[] {
  const grants = GRANTS.flatMap((grant) => {
    const options: Record<string, unknown> = {}
    const names: Record<string, string> = {}
    let asked = false
    for (const [name, flag] of Object.entries(grant.flags)) {
      const option = optionOf(flag)
      const value = flags[option.attributeName()]
      names[name] = option.long as string
      if (value === undefined) continue
      asked = true
      // A flag whose value may be left out is true without one: then it limits nothing.
      if (!(option.optional && value === true)) options[name] = value
    }
    return asked ? [inTermsOfFlags(names, () => grant.make(options as never))] : []
  })
  const all = [...grants, ...(flags.grant ?? [])]
  // The later one would replace the earlier, and with it what that one limits.
  const twice = all.find(({ key }, at) => all.findIndex((other) => other.key === key) !== at)
  if (twice !== undefined)
    throw new UsageError(`--grant ${twice.key} is given twice, or beside the flags of that grant`)
  return all
}

/** A grant of the caller's own: `key=json`. */
function ownGrant(text: string, before: readonly Grant[] = []): Grant[] {
  const at = text.indexOf('=')
  if (at < 1) throw new InvalidArgumentError('It must be key=json, such as bot={"level":1}.')
  const key = text.slice(0, at)
  const payload = jsonObject(text.slice(at + 1))
  return [...before, { key, toPayload: () => payload }]
}

/** Adds the flags that say what the bearer may do. */
export function addGrantFlags(command: Command): Command {
  for (const { flags } of GRANTS) for (const flag of Object.values(flags)) command.addOption(optionOf(flag))
  return command.option('--grant <key=json>', `a grant of any key, with its payload; ${AGAIN}`, ownGrant)
}
