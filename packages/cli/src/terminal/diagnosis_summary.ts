import type { Diagnosis, Finding, Severity } from '@x/token-doctor'
import { paints } from './diagnosis_report.ts'
import type { Io } from './io.ts'
import { KINDS } from './kinds.ts'
import { printable } from './report.ts'

/** How often each finding was made in many tokens: counts and a few examples, whatever the number of tokens. */
export interface Summary {
  /** How many tokens Twilio will refuse. */
  readonly refused: number
  readonly add: (diagnosis: Diagnosis, line: number) => void
  readonly write: (io: Io) => void
}

interface Row {
  readonly finding: Finding
  /** How many tokens have it. */
  count: number
  /** The first lines with such a token. */
  readonly lines: number[]
}

const EXAMPLES = 10
const ORDER: readonly Severity[] = ['error', 'warning', 'info']

export function createSummary(): Summary {
  const rows = new Map<string, Row>()
  const kinds = new Map<Diagnosis['kind'], number>()
  let tokens = 0
  let refused = 0
  return {
    get refused() {
      return refused
    },
    add({ kind, ok, findings }, line) {
      tokens++
      if (!ok) refused++
      kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
      for (const code of new Set(findings.map((finding) => finding.code))) {
        const finding = findings.find((each) => each.code === code) as Finding
        const row = rows.get(code) ?? { finding, count: 0, lines: [] }
        rows.set(code, row)
        row.count++
        if (row.lines.length <= EXAMPLES && row.lines.at(-1) !== line) row.lines.push(line)
      }
    },
    write(io) {
      const paint = paints(io)
      io.write(paint.bold(`${tokens} tokens, ${refused} of which Twilio will refuse`))
      for (const [kind, count] of kinds) io.write(`${String(count).padStart(6)}  ${KINDS[kind]}`)
      const sorted = [...rows.values()].sort(
        (a, b) => ORDER.indexOf(a.finding.severity) - ORDER.indexOf(b.finding.severity) || b.count - a.count,
      )
      for (const { finding, count, lines } of sorted) {
        const { severity, code, twilioError, fix } = finding
        const twilio = twilioError === undefined ? '' : `  Twilio error ${twilioError}`
        const shown = lines.slice(0, EXAMPLES).join(', ') + (lines.length > EXAMPLES ? ', …' : '')
        io.write(
          `${String(count).padStart(6)}  ${paint[severity](severity)}  ${paint.bold(code)}${paint.dim(twilio)}`,
        )
        io.write(`        ${paint.dim(`line${lines.length === 1 ? '' : 's'} ${shown}`)}`)
        if (severity !== 'info') io.write(`        ${paint.ok('mend:')} ${printable(fix)}`)
      }
    },
  }
}
