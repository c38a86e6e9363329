import { checkSid, type KeyOrRing } from '@x/jwt-core'
import { type Diagnosis, diagnose, PRODUCTS, type Product } from '@x/token-doctor'
import { type Command, Option } from 'commander'
import { writeDiagnosis, writeSummary } from './diagnosis_report.ts'
import { EXIT, ExitSignal, type Io, readTokens } from './io.ts'
import { findKeys, KEY_HELP } from './key_source.ts'

interface DoctorFlags {
  readonly keyRing?: string
  readonly account?: string
  readonly product?: Product
  readonly json?: true
}

/** The secrets one by one tell more, such as which one signed; a ring chooses by itself. */
function secretOf({
  ring,
  secrets,
}: ReturnType<typeof findKeys>): KeyOrRing | readonly KeyOrRing[] | undefined {
  return secrets.length > 0 ? secrets : ring
}

async function doctor(argument: string, flags: DoctorFlags, io: Io): Promise<void> {
  const accountSid = flags.account === undefined ? undefined : checkSid('--account', flags.account, 'AC')
  const secret = secretOf(findKeys(flags.keyRing, io))
  const tokens = argument === '-' ? await readTokens(io) : [argument]
  const diagnoses: Diagnosis[] = []
  for (const token of tokens)
    diagnoses.push(await diagnose(token, { secret, accountSid, product: flags.product }))
  if (flags.json) io.write(JSON.stringify(diagnoses.length === 1 ? diagnoses[0] : diagnoses, null, 2))
  else if (diagnoses.length === 1) writeDiagnosis(diagnoses[0] as Diagnosis, io)
  else writeSummary(diagnoses, io)
  if (diagnoses.some(({ ok }) => !ok)) throw new ExitSignal(EXIT.badToken)
}

/** Adds `xtoken doctor`. */
export function addDoctor(program: Command, io: Io): void {
  program
    .command('doctor')
    .description('say why Twilio will refuse a token, and how to mend it')
    .argument('<jwt>', 'the token, or - to read one or more from stdin, one a line')
    .addOption(new Option('--product <name>', 'the product the token is for').choices(PRODUCTS))
    .option('--account <AC…>', 'the account the token is used with')
    .option('--key-ring <file>', 'JSON file of keys by their ids')
    .option('--json', 'write JSON: a diagnosis, or a list of them for several tokens')
    .addHelpText(
      'after',
      `${KEY_HELP}
Without a secret the signature is not checked, and all the rest is.

Examples:
  $ xtoken doctor eyJhbGciOi… --product voice
  $ pbpaste | xtoken doctor -
  $ xtoken doctor - < refused-tokens.log

Exit codes: 0 nothing that Twilio refuses, 1 an error was found in a token, 2 the call is wrong.`,
    )
    .action((argument: string, flags: DoctorFlags) => doctor(argument, flags, io))
}
