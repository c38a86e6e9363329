import { AccessToken } from '@x/access-token'
import { type DecodedJwt, decodeUnverified, Jwt, type KeyRing } from '@x/jwt-core'
import { diagnose, type TokenKind } from '@x/token-doctor'
import type { Command } from 'commander'
import { wholeNumber } from './flag_values.ts'
import { reportToken } from './inspect.ts'
import { type Io, readArgument, UsageError } from './io.ts'
import { findKeys, KEY_HELP } from './key_source.ts'
import { createReport, printable } from './report.ts'

interface VerifyFlags {
  readonly keyRing?: string
  readonly issuer?: string
  readonly subject?: string
  readonly clockTolerance?: number
  readonly json?: true
}

/** Verifies a token of any kind: an access token as one, so that it must be all that an access token is. */
async function verifyToken(
  jwt: string,
  kind: TokenKind,
  ring: KeyRing,
  flags: VerifyFlags,
): Promise<DecodedJwt> {
  const { issuer, subject, clockTolerance } = flags
  const options = { issuer, subject, clockTolerance }
  const token = decodeUnverified(jwt)
  if (kind === 'access-token') await AccessToken.verify(jwt, ring, options)
  else await Jwt.decode(jwt, ring, options)
  return token
}

async function verify(argument: string, flags: VerifyFlags, io: Io): Promise<void> {
  const { ring } = findKeys(flags.keyRing, io)
  if (ring === undefined) throw new UsageError(`no secret to verify with was found${KEY_HELP}`)
  const jwt = await readArgument(argument, io)
  const { kind } = await diagnose(jwt)
  const token = await verifyToken(jwt, kind, ring, flags)
  if (flags.json) {
    io.write(JSON.stringify({ verified: true, kind, ...token }, null, 2))
    return
  }
  const report = createReport(io)
  reportToken(token, report)
  report.line('verified', `signed by ${printable(token.payload.iss ?? token.header.kid)}, and valid now`)
}

/** Adds `xtoken verify`. */
export function addVerify(program: Command, io: Io): void {
  program
    .command('verify')
    .description('check signature, times and claims of a token as a server does')
    .argument('<jwt>', 'the token, or - to read it from stdin')
    .option('--key-ring <file>', 'JSON file of keys by their ids')
    .option('--issuer <SK…|AC…>', 'the iss it must have')
    .option('--subject <AC…>', 'the sub it must have')
    .option('--clock-tolerance <seconds>', 'how far clocks may differ (default: 0)', wholeNumber)
    .option('--json', 'write JSON')
    .addHelpText(
      'after',
      `${KEY_HELP}

Examples:
  $ xtoken verify eyJhbGciOi…
  $ xtoken mint --identity alice --video | xtoken verify - --key-ring keys.json`,
    )
    .action((argument: string, flags: VerifyFlags) => verify(argument, flags, io))
}
