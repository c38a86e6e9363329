import type { Diagnosis, Finding } from './diagnosis.ts'
import type { Product, Severity, TokenKind } from './ground.ts'
import type { FindingCode } from './rules/index.ts'
import type { Problem } from './rules/rule.ts'

const ORDER: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 }

/** Everything found out about a token, before it is told. */
export interface Examination {
  readonly kind: TokenKind
  readonly problems: readonly Problem[]
  readonly header?: Diagnosis['header']
  readonly payload?: Diagnosis['payload']
}

/** How bad a problem is for who asked: what is amiss in another product's grant keeps no token from this one. */
export function severityOf({ severity, entry, product }: Problem, asked: Product | undefined): Severity {
  const own = severity ?? entry.severity
  const isElsewhere = asked !== undefined && product !== undefined && product !== asked
  return own === 'error' && isElsewhere ? 'warning' : own
}

function toFinding(problem: Problem, kind: TokenKind, product: Product | undefined): Finding {
  const { entry, claim, message, fix } = problem
  const { elsewhere = {} } = entry
  const known = (product && elsewhere[product]) ?? elsewhere[kind] ?? entry.twilioError
  const twilioError = problem.twilioError ?? known
  return {
    severity: severityOf(problem, product),
    // Every entry's code is the name under which rules/index.ts lists it.
    code: entry.code as FindingCode,
    ...(twilioError !== undefined && { twilioError }),
    ...(claim !== undefined && { claim }),
    message,
    fix: fix ?? entry.mend,
  }
}

/** Adds what is known of each problem's finding, and puts errors first. */
export function tell(examination: Examination, product: Product | undefined): Diagnosis {
  const { kind, problems, header, payload } = examination
  const rank = (problem: Problem) => {
    const place = problem.place ?? (problem.entry.isCause === true ? 'first' : undefined)
    return 3 * ORDER[severityOf(problem, product)] + (place === 'first' ? 0 : place === 'last' ? 2 : 1)
  }
  const findings = [...problems]
    .sort((a, b) => rank(a) - rank(b))
    .map((problem) => toFinding(problem, kind, product))
  const ok = findings.every(({ severity }) => severity !== 'error')
  return { kind, ok, header, payload, findings }
}
