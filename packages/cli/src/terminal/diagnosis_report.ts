import type { Diagnosis, Finding, Severity } from '@x/token-doctor'
import pico from 'picocolors'
import type { Io } from './io.ts'
import { KINDS } from './kinds.ts'
import { printable } from './report.ts'

type Paint = (text: string) => string

/** How each severity looks; also told in words, for those who see no colour. */
export function paints(io: Io): Readonly<Record<Severity | 'bold' | 'dim' | 'ok', Paint>> {
  const { red, yellow, cyan, bold, dim, green } = pico.createColors(io.coloured)
  return { error: red, warning: yellow, info: cyan, bold, dim, ok: green }
}

/** How to mend what is mended on the command line by other means than in a program. */
const MENDS_HERE: Readonly<Record<string, string>> = {
  SIGNATURE_UNCHECKED:
    'Set the secret in the environment: `xtoken doctor --help` says where secrets come from.',
}

function writeFinding({ severity, code, twilioError, claim, message, fix }: Finding, io: Io): void {
  const paint = paints(io)
  const twilio = twilioError === undefined ? '' : `  Twilio error ${twilioError}`
  const where = claim === undefined ? '' : `  ${printable(claim)}`
  io.write(`${paint[severity](severity)}  ${paint.bold(code)}${paint.dim(where + twilio)}`)
  io.write(`  ${printable(message)}`)
  io.write(`  ${paint.ok('mend:')} ${printable(MENDS_HERE[code] ?? fix)}`)
}

function withArticle(name: string): string {
  return name.startsWith('no ') ? name : `${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`
}

/** Counts in words: `2 errors, 1 warning`. */
function countFindings(findings: readonly Finding[]): string {
  const counts = (['error', 'warning'] as const).flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length
    return count === 0 ? [] : [`${count} ${severity}${count === 1 ? '' : 's'}`]
  })
  return counts.join(', ')
}

/** Writes what is to be said of one token. */
export function writeDiagnosis({ kind, ok, findings }: Diagnosis, io: Io): void {
  const paint = paints(io)
  for (const finding of findings) writeFinding(finding, io)
  const found = countFindings(findings)
  const verdict = ok ? paint.ok('nothing that Twilio would refuse') : paint.error('Twilio will refuse it')
  io.write(
    `${paint.bold(`This is ${withArticle(KINDS[kind])}`)}: ${verdict}${found === '' ? '' : ` (${found})`}`,
  )
}
