import type { Diagnosis, Finding, Product, Severity, TokenKind } from './diagnosis.ts'
import { FINDINGS } from './findings.ts'
import type { Problem } from './problem.ts'

const ORDER: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 }

/** Everything found out about a token, before it is told. */
export interface Examination {
  readonly kind: TokenKind
  readonly problems: readonly Problem[]
  readonly header?: Diagnosis['header']
  readonly payload?: Diagnosis['payload']
}

function toFinding(problem: Problem, kind: TokenKind, product: Product | undefined): Finding {
  const entry = FINDINGS[problem.code]
  const { elsewhere = {} } = entry
  const known = (product && elsewhere[product]) ?? elsewhere[kind] ?? entry.twilioError
  const twilioError = problem.twilioError ?? known
  return {
    severity: entry.severity,
    code: problem.code,
    ...(twilioError !== undefined && { twilioError }),
    ...(problem.claim !== undefined && { claim: problem.claim }),
    message: problem.message,
    fix: problem.fix ?? entry.mend,
  }
}

/** Adds what the catalogue knows of each problem, and puts errors first. */
export function tell(examination: Examination, product: Product | undefined): Diagnosis {
  const { kind, problems, header, payload } = examination
  const findings = problems
    .map((problem) => toFinding(problem, kind, product))
    .sort((a, b) => ORDER[a.severity] - ORDER[b.severity])
  const ok = findings.every(({ severity }) => severity !== 'error')
  return { kind, ok, header, payload, findings }
}
