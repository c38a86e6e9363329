import { type FindingEntry, findFinding, findingsBehind, JWT_ERRORS, OTHER_ERRORS } from '@x/token-doctor'
import type { Command } from 'commander'
import pico from 'picocolors'
import { type Io, UsageError } from '../terminal/io.ts'
import { toJson } from '../terminal/report.ts'

interface Explained extends Pick<FindingEntry, 'cause' | 'mend'> {
  readonly example?: string
  readonly code: string
  readonly severity?: string
  readonly twilioError?: number
}

/** What is known of a Twilio error: all findings that lead to it, or that no token does. */
function behind(number: number): Explained[] {
  const other = OTHER_ERRORS[number]
  return other === undefined ? findingsBehind(number) : [{ code: `Twilio error ${number}`, ...other }]
}

/** The number of a Twilio error, also as SDKs and logs write it: `AccessTokenInvalid (20101)`. */
const NUMBER = /(?<![\w.])\d{5}(?!\w|\.\d)/

/** What is known of a finding or error code, or of a Twilio error. */
function explanations(what: string): Explained[] {
  const code = what.trim().toUpperCase().replaceAll('-', '_')
  const finding = findFinding(code)
  if (finding !== undefined) return [finding]
  const error = Object.hasOwn(JWT_ERRORS, code) ? JWT_ERRORS[code as keyof typeof JWT_ERRORS] : undefined
  if (error !== undefined) return [{ code, ...error }]
  const [number] = NUMBER.exec(what) ?? []
  return number === undefined ? [] : behind(Number(number))
}

function explain(what: string, flags: { readonly json?: true }, io: Io): void {
  const found = explanations(what)
  if (found.length === 0)
    throw new UsageError(
      'nothing is known of it: give a finding such as TOKEN_EXPIRED, an error code or a Twilio error number',
    )
  if (flags.json) {
    io.write(toJson(found))
    return
  }
  const { bold, dim, green } = pico.createColors(io.coloured)
  if (found.length > 1)
    io.write(
      bold(`Twilio error ${NUMBER.exec(what)?.[0]}: ${found.length} causes, in the order in which to look`),
    )
  for (const { code, severity, twilioError, cause, example, mend } of found) {
    const tags = [severity, twilioError && `Twilio error ${twilioError}`].filter(Boolean).join('  ')
    io.write(`${bold(code)}  ${dim(tags)}`)
    io.write(`  ${cause}`)
    if (example !== undefined) io.write(`  example: ${example}`)
    io.write(`  ${green('mend:')} ${mend}`)
  }
}

/** Adds `xtoken explain`. */
export function addExplain(program: Command, io: Io): void {
  program
    .command('explain')
    .description('say what a finding, an error code or a Twilio error number means, and how to mend it')
    .argument('<code>', 'such as 20101, SID_WRONG_KIND or ERR_KEY_UNKNOWN')
    .option('--json', 'write JSON')
    .action((what: string, flags: { readonly json?: true }) => explain(what, flags, io))
}
