import { MAX_TTL } from '@x/jwt-core/token'
import type { Command } from 'commander'
import { CREDENTIALS_HELP, readCredentials } from '../terminal/credentials.ts'
import { inTermsOfFlags } from '../terminal/flag_errors.ts'
import { AGAIN, portNumber, texts, wholeNumber } from '../terminal/flag_values.ts'
import { type Io, UsageError } from '../terminal/io.ts'
import { portError, untilInterrupted } from '../terminal/listening.ts'
import { LOOPBACK, startDevServer } from './dev_server.ts'
import { addGrantFlags, type GrantFlags, grantsOf } from './grant_flags.ts'

interface ServeFlags extends GrantFlags {
  readonly dev?: true
  readonly host: string
  readonly port: number
  readonly identity?: string
  readonly ttl?: number
  readonly region?: string
  readonly origin?: readonly string[]
  readonly text?: true
}

const FLAGS = { identity: '--identity', region: '--region', grants: '--grant' }

/** Refuses what would let others ask: the server believes whoever does. */
function refuseOpenDoors({ dev, host }: ServeFlags, io: Io): void {
  if (io.env.NODE_ENV === 'production')
    throw new UsageError('serve hands a token to whoever asks, so it does not run with NODE_ENV=production')
  if (dev !== true)
    throw new UsageError('serve hands a token to whoever asks: say --dev if that is what you want')
  if (!LOOPBACK.includes(host))
    throw new UsageError(
      `--host must be one of ${LOOPBACK.slice(0, 3).join(', ')}: serve is for this machine alone`,
    )
}

async function serve(flags: ServeFlags, io: Io): Promise<void> {
  refuseOpenDoors(flags, io)
  const { host, port, identity, ttl, region, origin = [] } = flags
  const { values, names } = readCredentials(io)
  const server = await inTermsOfFlags({ ...FLAGS, ...names }, () =>
    startDevServer(
      {
        ...{ credentials: values, host, port, identity, ttl, region },
        ...{ grants: grantsOf(flags), origins: origin, format: flags.text ? 'text' : 'json' },
      },
      io,
    ),
  ).catch(portError(port))
  io.write(`${server.url}  for this machine alone; Ctrl+C ends it`)
  await untilInterrupted()
  await server.stop()
}

/** Adds `xtoken serve`. */
export function addServe(program: Command, io: Io): void {
  const command = program
    .command('serve')
    .description('hand out tokens on this machine, to develop against')
    .option('--dev', 'say that this is for developing: whoever asks gets a token')
    .option('--host <name>', 'loopback address to listen on', '127.0.0.1')
    .option('--port <number>', 'port to listen on', portNumber, 3456)
    .option('--identity <name>', 'who asks, where the request names nobody')
    .option('--ttl <seconds>', `life in seconds, at most ${MAX_TTL} (default: 3600)`, wholeNumber)
    .option('--region <region>', 'region that made the API key, such as ie1')
    .option('--origin <origin>', `page besides those on loopback that may ask; ${AGAIN}`, texts)
    .option('--text', 'answer with the bare token')
  addGrantFlags(command)
    .addHelpText(
      'after',
      `
${CREDENTIALS_HELP}

Each token is reported with the doctor's word on it. Not for production: see @x/token-endpoint.

Examples:
  $ xtoken serve --dev --video my-room
  $ curl -d identity=alice http://127.0.0.1:3456/token`,
    )
    .action((flags: ServeFlags) => serve(flags, io))
}
