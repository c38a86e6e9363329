import type { KeyOrRing } from '@x/jwt-core'
import { checkSid } from '@x/jwt-core/token'
import { type Diagnosis, diagnose, findTokens, PRODUCTS, type Product } from '@x/token-doctor'
import { type Command, Option } from 'commander'
import { writeDiagnosis } from '../terminal/diagnosis_report.ts'
import { createSummary } from '../terminal/diagnosis_summary.ts'
import { EXIT, ExitSignal, type Io, type Line, noToken, readLines, refuseFile } from '../terminal/io.ts'
import { findKeys, KEY_HELP, type KeySource } from '../terminal/key_source.ts'
import { toJson } from '../terminal/report.ts'

interface DoctorFlags {
  readonly keyRing?: string
  readonly account?: string
  readonly product?: Product
  readonly json?: true
}

type Judge = (token: string) => Promise<Diagnosis>

/** The secrets one by one tell more, such as which one signed; a ring chooses by itself. */
function secretOf({ ring, secrets }: KeySource): KeyOrRing | readonly KeyOrRing[] | undefined {
  return secrets.length > 0 ? secrets.map(({ secret }) => secret) : ring
}

/** Whether a token was not signed with what the environment happens to hold, and nobody said that it should be. */
function isOfOthers({ payload, findings }: Diagnosis, { secrets }: KeySource): boolean {
  const codes = findings.map(({ code }) => code)
  if (secrets.length === 0) return false
  // A signed request has a key pair, and the environment has none.
  if (codes.includes('SECRET_UNFIT')) return payload !== undefined && 'hrh' in payload
  return codes.includes('SIGNATURE_INVALID') && !secrets.some(({ isOf }) => isOf(payload?.iss))
}

/** More text than this is a log, however few of its lines hold a token. */
const MAX_ONE_TEXT = 65_536

function isLog(lines: readonly Line[]): boolean {
  return lines.reduce((tokens, { text }) => tokens + findTokens(text).length, 0) > 1
}

/**
 * What stdin begins with: one text, which a token may be wrapped in, or a log, which is known by a second token. What
 * was read of a log is its beginning.
 */
async function readBeginning(lines: AsyncIterator<Line>): Promise<{ read: Line[]; log: boolean }> {
  const read: Line[] = []
  let size = 0
  for (let next = await lines.next(); !next.done; next = await lines.next()) {
    read.push(next.value)
    size += next.value.text.length
    if (size > MAX_ONE_TEXT || (findTokens(next.value.text).length > 0 && isLog(read)))
      return { read, log: true }
  }
  return { read, log: false }
}

function writeOne(diagnosis: Diagnosis, json: boolean, io: Io): boolean {
  if (json) io.write(toJson(diagnosis))
  else writeDiagnosis(diagnosis, io)
  return diagnosis.ok
}

/** Judges each token of a log as it is read; tells whether all are good. */
async function judgeLog(
  beginning: readonly Line[],
  rest: AsyncIterator<Line>,
  judge: Judge,
  json: boolean,
  io: Io,
): Promise<boolean> {
  const summary = createSummary()
  async function judgeLine({ number, text }: Line): Promise<void> {
    for (const { token } of findTokens(text)) {
      const diagnosis = await judge(token)
      summary.add(diagnosis, number)
      if (json) io.write(toJson({ line: number, ...diagnosis }, 0))
    }
  }
  for (const line of beginning) await judgeLine(line)
  for (let next = await rest.next(); !next.done; next = await rest.next()) await judgeLine(next.value)
  if (!json) summary.write(io)
  return summary.refused === 0
}

async function doctor(argument: string | undefined, flags: DoctorFlags, io: Io): Promise<void> {
  const accountSid = flags.account === undefined ? undefined : checkSid('--account', flags.account, 'AC')
  const keys = findKeys(flags.keyRing, io)
  const options = { accountSid, product: flags.product }
  const judge: Judge = async (token) => {
    const diagnosis = await diagnose(token, { ...options, secret: secretOf(keys) })
    return isOfOthers(diagnosis, keys) ? await diagnose(token, options) : diagnosis
  }
  const json = flags.json ?? false
  let ok: boolean
  if (argument === undefined || argument === '-') {
    const lines = readLines(io)
    const { read, log } = await readBeginning(lines)
    const text = read.map((line) => line.text).join('\n')
    if (argument === undefined && text.trim() === '') throw noToken()
    ok = log ? await judgeLog(read, lines, judge, json, io) : writeOne(await judge(text), json, io)
  } else {
    refuseFile(argument)
    ok = writeOne(await judge(argument), json, io)
  }
  if (!ok) throw new ExitSignal(EXIT.badToken)
}

/** Adds `xtoken doctor`. */
export function addDoctor(program: Command, io: Io): void {
  program
    .command('doctor')
    .description('say why Twilio will refuse a token, and how to mend it')
    .argument('[jwt]', 'the token; - or none to read one, or a log with many, from stdin')
    .addOption(new Option('--product <name>', 'the product the token is for').choices(PRODUCTS))
    .option('--account <AC…>', 'the account the token is used with')
    .option('--key-ring <file>', 'JSON file of keys by their ids')
    .option('--json', 'write JSON: a diagnosis, or for a log one a line as JSON lines')
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
    .action((argument: string | undefined, flags: DoctorFlags) => doctor(argument, flags, io))
}
