import { AccessToken, type AccessTokenOptions } from '@x/access-token'
import { ALGORITHMS, DOCUMENTED_ALGORITHM } from '@x/access-token/facts'
import { type Command, Option } from 'commander'
import { CREDENTIALS_HELP, readCredentials } from '../terminal/credentials.ts'
import { inTermsOfFlags } from '../terminal/flag_errors.ts'
import { given } from '../terminal/flag_values.ts'
import type { Io } from '../terminal/io.ts'
import { addGrantFlags, type GrantFlags, grantsOf } from './grant_flags.ts'
import { addLifetimeFlags, type LifetimeFlags, lifetimeNames, readLifetime } from './lifetime_flags.ts'
import { writeMinted } from './minted.ts'

interface MintFlags extends LifetimeFlags, GrantFlags {
  readonly identity?: string
  readonly region?: string
  readonly jti?: string
  readonly algorithm?: NonNullable<AccessTokenOptions['algorithm']>
  readonly json?: true
}

const FLAGS = {
  identity: '--identity',
  region: '--region',
  jti: '--jti',
  grants: '--grant',
}

async function mint(flags: MintFlags, io: Io): Promise<void> {
  const { values, names } = readCredentials(io)
  const { accountSid, apiKeySid, apiKeySecret } = values
  const grants = grantsOf(flags)
  const { identity, region, jti, algorithm } = flags
  const typed = {
    ...FLAGS,
    ...lifetimeNames(flags),
    ...names,
    signingKeySid: names.apiKeySid,
    secret: names.apiKeySecret,
  }
  const token = inTermsOfFlags(
    typed,
    () =>
      new AccessToken(accountSid, apiKeySid, apiKeySecret, {
        ...given({ identity, region, jti, algorithm }),
        ...readLifetime(flags),
        grants,
      }),
  )
  const jwt = await inTermsOfFlags(typed, () => token.toJwt())
  if (grants.length === 0) io.log('warning: the token holds no grant, so its bearer may do nothing')
  await writeMinted(jwt, flags.json, io)
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
    .addOption(new Option('--algorithm <name>', `default: ${DOCUMENTED_ALGORITHM}`).choices(ALGORITHMS))
  addGrantFlags(command)
    .option('--json', 'write the token and its claims as JSON')
    .addHelpText(
      'after',
      `
${CREDENTIALS_HELP}

Examples:
  $ xtoken mint --identity alice --video my-room
  $ xtoken mint --identity alice --voice-outgoing AP… --voice-incoming --valid-for 10m
  $ TOKEN=$(xtoken mint --identity alice --chat IS…)`,
    )
    .action((flags: MintFlags) => mint(flags, io))
}
