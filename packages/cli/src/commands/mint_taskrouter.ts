import {
  type CapabilityTokenOptions,
  type PolicyOptions,
  TaskQueueCapabilityToken,
  TaskRouterCapabilityToken,
  WorkerCapabilityToken,
  WorkspaceCapabilityToken,
  workspacesUrl,
} from '@x/taskrouter-capability'
import { VERSION } from '@x/taskrouter-capability/facts'
import type { Command } from 'commander'
import { ACCOUNT_HELP, readAccountCredentials } from '../terminal/credentials.ts'
import { inTermsOfFlags } from '../terminal/flag_errors.ts'
import { AGAIN, jsonObjects, texts } from '../terminal/flag_values.ts'
import { type Io, UsageError } from '../terminal/io.ts'
import { addLifetimeFlags, type LifetimeFlags, lifetimeNames, readLifetime } from './lifetime_flags.ts'
import { writeMinted } from './minted.ts'

/** The flags that are one call of the token each. */
const CALLS = [
  'allowUpdateSelf',
  'allowDeleteSelf',
  'allowFetchSubresources',
  'allowUpdateSubresources',
  'allowDeleteSubresources',
] as const
const WORKER_CALLS = ['allowUpdateActivities', 'allowUpdateReservations'] as const

type CallFlags = { readonly [Name in (typeof CALLS)[number] | (typeof WORKER_CALLS)[number]]?: true }

interface MintTaskrouterFlags extends LifetimeFlags, CallFlags {
  readonly workspace?: string
  readonly channel?: string
  readonly worker?: string
  readonly taskQueue?: string
  readonly allowWebSockets?: readonly string[]
  readonly policy?: readonly Readonly<Record<string, unknown>>[]
  readonly friendlyName?: string
  readonly apiVersion?: string
  readonly json?: true
}

const FLAGS = {
  workspaceSid: '--workspace',
  channelId: '--channel',
  workerSid: '--worker',
  taskQueueSid: '--task-queue',
  friendlyName: '--friendly-name',
  version: '--api-version',
}
const POLICY_FLAGS = {
  policy: '--policy',
  ...Object.fromEntries(
    ['url', 'method', 'allow', 'queryFilter', 'postFilter'].map((name) => [name, `--policy: ${name}`]),
  ),
}

/** The token of whatever is named, before anything is added to it. */
function makeToken(flags: MintTaskrouterFlags, options: CapabilityTokenOptions): TaskRouterCapabilityToken {
  const { channel, worker, taskQueue } = flags
  if ([channel, worker, taskQueue].filter((given) => given !== undefined).length > 1)
    throw new UsageError('give one of --channel, --worker and --task-queue')
  if (worker !== undefined) {
    const token = new WorkerCapabilityToken({ ...options, workerSid: worker })
    for (const call of WORKER_CALLS) if (flags[call]) token[call]()
    return token
  }
  const call = WORKER_CALLS.find((name) => flags[name])
  if (call !== undefined) throw new UsageError(`${flagOf(call)} needs --worker`)
  if (taskQueue !== undefined) return new TaskQueueCapabilityToken({ ...options, taskQueueSid: taskQueue })
  if (channel !== undefined) return new TaskRouterCapabilityToken({ ...options, channelId: channel })
  return new WorkspaceCapabilityToken(options)
}

function flagOf(call: string): string {
  return `--${call.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)}`
}

/** A policy as a program writes it, or as it stands in a token. */
function policyOf({ query_filter, post_filter, ...rest }: Readonly<Record<string, unknown>>): PolicyOptions {
  const filters = { ...(query_filter !== undefined && { queryFilter: query_filter }) }
  return { ...filters, ...(post_filter !== undefined && { postFilter: post_filter }), ...rest } as never
}

function fillToken(token: TaskRouterCapabilityToken, flags: MintTaskrouterFlags): void {
  for (const call of CALLS) if (flags[call]) token[call]()
  inTermsOfFlags({ channelId: '--allow-web-sockets' }, () => {
    for (const channel of flags.allowWebSockets ?? []) token.allowWebSockets(channel)
  })
  inTermsOfFlags(POLICY_FLAGS, () => {
    for (const policy of flags.policy ?? []) token.addPolicy(policyOf(policy))
  })
}

async function mintTaskrouter(flags: MintTaskrouterFlags, io: Io): Promise<void> {
  const { values, names } = readAccountCredentials(io)
  const typed = { ...FLAGS, ...lifetimeNames(flags), ...names }
  const token = inTermsOfFlags(typed, () =>
    makeToken(flags, {
      ...values,
      workspaceSid: flags.workspace as string,
      friendlyName: flags.friendlyName,
      version: flags.apiVersion,
      ...readLifetime(flags),
    }),
  )
  fillToken(token, flags)
  const jwt = await inTermsOfFlags(typed, () => token.generate())
  await writeMinted(jwt, flags.json, io)
}

/** Adds `xtoken mint-taskrouter`. */
export function addMintTaskrouter(program: Command, io: Io): void {
  const command = program
    .command('mint-taskrouter')
    .description("mint a TaskRouter capability token, of the workspace's own channel unless another is named")
    // Not by the argument parser, which would tell of it before it tells of a flag that is misspelt.
    .option('--workspace <WS…>', 'the workspace; needed')
    .option('--channel <id>', 'the channel: WK…, WQ…, the workspace or the name of a worker channel')
    .option('--worker <WK…>', 'the worker, who may also fetch activities, tasks and the own reservations')
    .option('--task-queue <WQ…>', 'the task queue')
    .option('--allow-update-self', "update the channel's resource; to fetch it is always allowed")
    .option('--allow-delete-self', "delete the channel's resource")
    .option('--allow-fetch-subresources', 'fetch what is below it')
    .option('--allow-update-subresources', 'update what is below it')
    .option('--allow-delete-subresources', 'delete what is below it')
    .option('--allow-update-activities', "change the worker's activity")
    .option('--allow-update-reservations', "update tasks and the worker's reservations")
    .option('--allow-web-sockets <channel>', `another channel's web socket; ${AGAIN}`, texts)
    .option('--policy <json>', `a policy of your own; ${AGAIN}`, jsonObjects)
    .option('--friendly-name <name>', 'a name for people (default: the channel)')
    .option('--api-version <version>', `version of the TaskRouter API (default: ${VERSION})`)
  addLifetimeFlags(command)
    .option('--json', 'write the token and its claims as JSON')
    .addHelpText(
      'after',
      `
A policy has url and method, and may have allow (false denies), queryFilter and postFilter, which give
{"required":true} or {"required":false} for each parameter.

${ACCOUNT_HELP}

Examples:
  $ xtoken mint-taskrouter --workspace WS… --worker WK… --allow-update-activities --allow-update-reservations
  $ xtoken mint-taskrouter --workspace WS… --channel alice --allow-fetch-subresources --allow-update-subresources
  $ xtoken mint-taskrouter --workspace WS… --allow-fetch-subresources \\
      --policy '{"url":"${workspacesUrl()}/WS…/Tasks/**","method":"DELETE","allow":false}'`,
    )
    .action((flags: MintTaskrouterFlags) => mintTaskrouter(flags, io))
}
