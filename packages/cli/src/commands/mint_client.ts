import { ClientCapabilityToken } from '@x/client-capability'
import { type Command, InvalidArgumentError } from 'commander'
import { ACCOUNT_HELP, readAccountCredentials } from '../terminal/credentials.ts'
import { inTermsOfFlags } from '../terminal/flag_errors.ts'
import { AGAIN, pairs } from '../terminal/flag_values.ts'
import { type Io, UsageError } from '../terminal/io.ts'
import { addLifetimeFlags, type LifetimeFlags, lifetimeNames, readLifetime } from './lifetime_flags.ts'
import { writeMinted } from './minted.ts'

interface MintClientFlags extends LifetimeFlags {
  readonly incoming?: string
  readonly outgoing?: string
  readonly param?: Readonly<Record<string, string>>
  readonly events?: true | Readonly<Record<string, string>>
  readonly json?: true
}

const FLAGS = {
  clientName: '--incoming',
  applicationSid: '--outgoing',
  params: '--param',
  filters: '--events',
}

/** The filters after one `--events`, which the argument parser hands over one at a time. */
function filters(text: string, before: true | Record<string, string> | undefined): Record<string, string> {
  if (before === true) throw new InvalidArgumentError('It is given twice, once without a filter.')
  return pairs(text, before)
}

function sign(flags: MintClientFlags, io: Io): Promise<string> {
  const { values, names } = readAccountCredentials(io)
  const { incoming, outgoing, param, events } = flags
  if (param !== undefined && outgoing === undefined)
    throw new UsageError('--param needs --outgoing, the application that receives it')
  return inTermsOfFlags({ ...FLAGS, ...lifetimeNames(flags), ...names }, () => {
    const token = new ClientCapabilityToken(values.accountSid, values.authToken, readLifetime(flags))
    if (incoming !== undefined) token.allowClientIncoming(incoming)
    if (outgoing !== undefined) token.allowClientOutgoing(outgoing, param)
    if (events === true) token.allowEventStream()
    else if (events !== undefined) token.allowEventStream(events)
    return token.generate()
  })
}

async function mintClient(flags: MintClientFlags, io: Io): Promise<void> {
  const jwt = await sign(flags, io)
  const { incoming, outgoing, events } = flags
  if (incoming === undefined && outgoing === undefined && events === undefined)
    io.log('warning: the token holds no scope, so its bearer may do nothing')
  await writeMinted(jwt, flags.json, io)
}

/** Adds `xtoken mint-client`. */
export function addMintClient(program: Command, io: Io): void {
  const command = program
    .command('mint-client')
    .description('mint a capability token for the old Client SDK (twilio.js)')
    .option('--incoming <name>', 'take calls to this client name')
    .option('--outgoing <AP…>', 'make calls through this application')
    .option('--param <name=value>', `a parameter for that application; ${AGAIN}`, pairs)
    .option('--events [name=value...]', "subscribe to the account's events, all or those that match", filters)
  addLifetimeFlags(command)
    .option('--json', 'write the token and its claims as JSON')
    .addHelpText(
      'after',
      `
${ACCOUNT_HELP}

Examples:
  $ xtoken mint-client --incoming alice
  $ xtoken mint-client --outgoing AP… --param ClientName=alice --param Team=blue --ttl 7200
  $ xtoken mint-client --events ResourceType=call`,
    )
    .action((flags: MintClientFlags) => mintClient(flags, io))
}
