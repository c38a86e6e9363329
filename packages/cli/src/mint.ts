import { AccessToken, type AccessTokenOptions, type Grant } from '@x/access-token'
import { ChatGrant } from '@x/grants-chat'
import { PlaybackGrant } from '@x/grants-playback'
import { SyncGrant } from '@x/grants-sync'
import { TaskRouterGrant } from '@x/grants-task-router'
import { VideoGrant } from '@x/grants-video'
import { VoiceGrant } from '@x/grants-voice'
import { type Command, Option } from 'commander'
import { readCredentials } from './credentials.ts'
import { jsonObject } from './flag_values.ts'
import type { Io } from './io.ts'
import { addLifetimeFlags, type LifetimeFlags, readLifetime } from './lifetime_flags.ts'

interface MintFlags extends LifetimeFlags {
  readonly identity?: string
  readonly region?: string
  readonly jti?: string
  readonly algorithm?: AccessTokenOptions['algorithm']
  readonly video?: string | true
  readonly chat?: string
  readonly chatEndpoint?: string
  readonly chatRole?: string
  readonly chatPush?: string
  readonly voiceOutgoing?: string
  readonly voiceParams?: Record<string, unknown>
  readonly voiceIncoming?: true
  readonly voicePush?: string
  readonly voiceEndpoint?: string
  readonly sync?: string
  readonly syncEndpoint?: string
  readonly taskRouter?: string
  readonly taskRouterWorker?: string
  readonly taskRouterRole?: string
  readonly playback?: Record<string, unknown>
  readonly json?: true
}

function anySet(...values: unknown[]): boolean {
  return values.some((value) => value !== undefined)
}

/** The grants that the flags ask for, in the order of the help. */
function grantsOf(flags: MintFlags): Grant[] {
  const grants: Grant[] = []
  if (anySet(flags.video)) grants.push(new VideoGrant(flags.video === true ? {} : { room: flags.video }))
  if (anySet(flags.chat, flags.chatEndpoint, flags.chatRole, flags.chatPush))
    grants.push(
      new ChatGrant({
        serviceSid: flags.chat,
        endpointId: flags.chatEndpoint,
        deploymentRoleSid: flags.chatRole,
        pushCredentialSid: flags.chatPush,
      }),
    )
  if (
    anySet(flags.voiceOutgoing, flags.voiceParams, flags.voiceIncoming, flags.voicePush, flags.voiceEndpoint)
  )
    grants.push(
      new VoiceGrant({
        outgoingApplicationSid: flags.voiceOutgoing,
        outgoingApplicationParams: flags.voiceParams,
        incomingAllow: flags.voiceIncoming,
        pushCredentialSid: flags.voicePush,
        endpointId: flags.voiceEndpoint,
      }),
    )
  if (anySet(flags.sync, flags.syncEndpoint))
    grants.push(new SyncGrant({ serviceSid: flags.sync, endpointId: flags.syncEndpoint }))
  if (anySet(flags.taskRouter, flags.taskRouterWorker, flags.taskRouterRole))
    grants.push(
      new TaskRouterGrant({
        workspaceSid: flags.taskRouter,
        workerSid: flags.taskRouterWorker,
        role: flags.taskRouterRole,
      }),
    )
  if (anySet(flags.playback)) grants.push(new PlaybackGrant({ grant: flags.playback }))
  return grants
}

async function mint(flags: MintFlags, io: Io): Promise<void> {
  const { accountSid, apiKeySid, apiKeySecret } = readCredentials(io)
  const grants = grantsOf(flags)
  const { identity, region, jti, algorithm } = flags
  const token = new AccessToken(accountSid, apiKeySid, apiKeySecret, {
    ...{ identity, ...readLifetime(flags), region, jti, algorithm },
    grants,
  })
  const jwt = await token.toJwt()
  if (grants.length === 0) io.log('warning: the token holds no grant, so its bearer may do nothing')
  io.write(flags.json ? JSON.stringify({ token: jwt, claims: token.toClaims() }, null, 2) : jwt)
}

/** Adds `xtoken mint`. */
export function addMint(program: Command, io: Io): void {
  const command = program
    .command('mint')
    .description('mint an access token')
    .option('--identity <name>', 'who the bearer is')
  addLifetimeFlags(command)
    .option('--region <region>', 'region that made the API key, such as ie1')
    .option('--jti <id>', "the token's own id")
    .addOption(new Option('--algorithm <name>', 'default: HS256').choices(['HS256', 'HS384', 'HS512']))
    .option('--video [room]', 'video, in one room or in any')
    .option('--chat <IS…>', 'Conversations (chat) service')
    .option('--chat-endpoint <id>', 'device of the bearer')
    .option('--chat-role <RL…>', 'deployment role')
    .option('--chat-push <CR…>', 'push credential')
    .option('--voice-outgoing <AP…>', 'application for outgoing calls')
    .option('--voice-params <json>', 'parameters for that application', jsonObject)
    .option('--voice-incoming', 'take calls')
    .option('--voice-push <CR…>', 'push credential')
    .option('--voice-endpoint <id>', 'device of the bearer')
    .option('--sync <IS…>', 'Sync service')
    .option('--sync-endpoint <id>', 'device of the bearer')
    .option('--task-router <WS…>', 'TaskRouter workspace')
    .option('--task-router-worker <WK…>', 'worker')
    .option('--task-router-role <role>', 'worker or supervisor')
    .option('--playback <json>', 'playback grant as the REST API returned it', jsonObject)
    .option('--json', 'write the token and its claims as JSON')
    .addHelpText(
      'after',
      `
Credentials come from TWILIO_ACCOUNT_SID, TWILIO_API_KEY_SID and TWILIO_API_KEY_SECRET, in the environment or in
.env. A secret is never an argument: others could read it in the list of processes.

Examples:
  $ xtoken mint --identity alice --video my-room
  $ xtoken mint --identity alice --voice-outgoing AP… --voice-incoming --ttl 600
  $ TOKEN=$(xtoken mint --identity alice --chat IS…)`,
    )
    .action((flags: MintFlags) => mint(flags, io))
}
