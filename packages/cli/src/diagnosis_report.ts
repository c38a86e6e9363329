import type { Diagnosis, Finding, Severity } from '@x/token-doctor'
import pico from 'picocolors'
import type { Io } from './io.ts'
import { printable } from './report.ts'

const KINDS: Readonly<Record<Diagnosis['kind'], string>> = {
  'access-token': 'an access token',
  'client-capability': 'a client capability token',
  'taskrouter-capability': 'a TaskRouter capability token',
  'client-validation': 'a signed-request token',
  foreign: "a token of somebody else's",
  none: 'no token',
}

type Paint = (text: string) => string

/** How each severity looks; also told in words, for those who see no colour. */
function paints(io: Io): Readonly<Record<Severity | 'bold' | 'dim' | 'ok', Paint>> {
  const { red, yellow, cyan, bold, dim, green } = pico.createColors(io.coloured)
  return { error: red, warning: yellow, info: cyan, bold, dim, ok: green }
}

function writeFinding({ severity, code, twilioError, claim, message, fix }: Finding, io: Io): void {
  const paint = paints(io)
  const twilio = twilioError === undefined ? '' : `  Twilio error ${twilioError}`
  const where = claim === undefined ? '' : `  ${printable(claim)}`
  io.write(`${paint[severity](severity)}  ${paint.bold(code)}${paint.dim(where + twilio)}`)
  io.write(`  ${printable(message)}`)
  io.write(`  ${paint.ok('mend:')} ${printable(fix)}`)
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
  io.write(`${paint.bold(`This is ${KINDS[kind]}`)}: ${verdict}${found === '' ? '' : ` (${found})`}`)
}

/** Writes how often each finding was made in many tokens, the most frequent errors first. */
export function writeSummary(diagnoses: readonly Diagnosis[], io: Io): void {
  const paint = paints(io)
  const refused = diagnoses.filter(({ ok }) => !ok).length
  io.write(paint.bold(`${diagnoses.length} tokens, ${refused} of which Twilio will refuse`))
  const rows = new Map<string, { readonly finding: Finding; readonly lines: number[] }>()
  for (const [index, { findings }] of diagnoses.entries())
    for (const finding of findings) {
      const row = rows.get(finding.code) ?? { finding, lines: [] }
      rows.set(finding.code, row)
      if (row.lines.at(-1) !== index + 1) row.lines.push(index + 1)
    }
  const order: readonly Severity[] = ['error', 'warning', 'info']
  const sorted = [...rows.values()].sort(
    (a, b) =>
      order.indexOf(a.finding.severity) - order.indexOf(b.finding.severity) ||
      b.lines.length - a.lines.length,
  )
  for (const { finding, lines } of sorted) {
    const { severity, code, twilioError, fix } = finding
    const twilio = twilioError === undefined ? '' : `  Twilio error ${twilioError}`
    const shown = lines.slice(0, 10).join(', ') + (lines.length > 10 ? ', …' : '')
    io.write(
      `${String(lines.length).padStart(6)}  ${paint[severity](severity)}  ${paint.bold(code)}${paint.dim(twilio)}`,
    )
    io.write(`        ${paint.dim(`token${lines.length === 1 ? '' : 's'} ${shown}`)}`)
    if (severity !== 'info') io.write(`        ${paint.ok('mend:')} ${printable(fix)}`)
  }
}
