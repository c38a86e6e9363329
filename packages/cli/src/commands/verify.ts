import { verifyAccessToken } from '@x/access-token'
import { decodeUnverified, Jwt, type KeyRing, verifyCompact } from '@x/jwt-core'
import { kindOf } from '@x/token-doctor'
import type { Command } from 'commander'
import { inTermsOfFlags } from '../terminal/flag_errors.ts'
import { AGAIN, given, texts, wholeNumber } from '../terminal/flag_values.ts'
import { type Io, readArgument, UsageError } from '../terminal/io.ts'
import { findKeys, KEY_HELP } from '../terminal/key_source.ts'
import { refuseToken } from '../terminal/refusal.ts'
import { createReport, printable, toJson } from '../terminal/report.ts'
import { reportToken } from './inspect.ts'

interface VerifyFlags {
  readonly keyRing?: string
  readonly issuer?: string
  readonly subject?: string
  readonly audience?: readonly string[]
  readonly clockTolerance?: number
  readonly json?: true
}

const FLAGS = {
  issuer: '--issuer',
  subject: '--subject',
  audience: '--audience',
  clockTolerance: '--clock-tolerance',
}

/** Verifies a token of any kind: an access token as one, so that it must be all that an access token is. */
async function verifyToken(jwt: string, ring: KeyRing, flags: VerifyFlags): Promise<string | undefined> {
  const { issuer, subject, audience, clockTolerance } = flags
  const options = given({ issuer, subject, audience, clockTolerance })
  if (kindOf(jwt) === 'access-token') return (await verifyAccessToken(jwt, ring, options)).keyId
  await Jwt.decode(jwt, ring, options)
  return (await verifyCompact(jwt, ring)).keyId
}

async function verify(argument: string | undefined, flags: VerifyFlags, io: Io): Promise<void> {
  const { ring } = findKeys(flags.keyRing, io)
  if (ring === undefined) throw new UsageError(`no secret to verify with was found${KEY_HELP}`)
  const jwt = await readArgument(argument, io)
  try {
    const keyId = await inTermsOfFlags(FLAGS, () => verifyToken(jwt, ring, flags))
    const token = decodeUnverified(jwt)
    if (flags.json) {
      io.write(toJson({ verified: true, kind: kindOf(jwt), keyId, ...token }))
      return
    }
    const report = createReport(io)
    reportToken(token, report)
    report.line('verified', `by the key ${printable(keyId)}, and valid now`)
  } catch (error) {
    refuseToken(error, flags.json, { verified: false, kind: kindOf(jwt) }, io)
  }
}

/** Adds `xtoken verify`. */
export function addVerify(program: Command, io: Io): void {
  program
    .command('verify')
    .description('check signature, times and claims of a token as a server does')
    .argument('[jwt]', 'the token; - or none to read it from stdin')
    .option('--key-ring <file>', 'JSON file of keys by their ids')
    .option('--issuer <SK…|AC…>', 'the iss it must have')
    .option('--subject <AC…>', 'the sub it must have')
    .option('--audience <name>', `who it must be for; ${AGAIN}`, texts)
    .option('--clock-tolerance <seconds>', 'how far clocks may differ (default: 0)', wholeNumber)
    .option('--json', 'write JSON')
    .addHelpText(
      'after',
      `${KEY_HELP}

Examples:
  $ xtoken verify eyJhbGciOi…
  $ xtoken mint --identity alice --video | xtoken verify - --key-ring keys.json`,
    )
    .action((argument: string | undefined, flags: VerifyFlags) => verify(argument, flags, io))
}
