import type { Diagnosis, Finding, Severity, TokenKind } from '@x/token-doctor'
import { element } from './element.ts'

const KINDS: Readonly<Record<TokenKind, string>> = {
  'access-token': 'Access token',
  'client-capability': 'Client capability token',
  'taskrouter-capability': 'TaskRouter capability token',
  'client-validation': 'Signed request',
  foreign: 'A token of somebody else’s',
  none: 'No token',
}

const COUNTED: readonly (readonly [severity: Severity, one: string, many: string])[] = [
  ['error', 'error', 'errors'],
  ['warning', 'warning', 'warnings'],
  ['info', 'note', 'notes'],
]

function countsOf(findings: readonly Finding[]): string {
  return COUNTED.flatMap(([severity, one, many]) => {
    const count = findings.filter((finding) => finding.severity === severity).length
    return count === 0 ? [] : [`${count} ${count === 1 ? one : many}`]
  }).join(', ')
}

/** A token on one line: what it is, and how it stands with it. */
export function wordsFor({ kind, ok, findings }: Diagnosis): string {
  const worst = findings.find(({ severity }) => severity === 'error')
  return `${KINDS[kind]}: ${ok ? 'nothing that Twilio refuses' : (worst?.code ?? '')}`
}

/** What the findings tell about the signature. */
function signatureOf(findings: readonly Finding[]): string {
  const codes = findings.map(({ code }) => code)
  if (codes.includes('SIGNATURE_VERIFIED')) return 'Signature right'
  if (codes.includes('SIGNATURE_UNCHECKED')) return 'Signature not checked'
  const isAbout = ({ code }: Finding) =>
    /^(SIGNATURE|SIGNED|SECRET_(UNFIT|STRAY)|KEY_(UN|RETIRED)|VERIFICATION)/.test(code)
  const found = findings.find(isAbout)
  if (found === undefined) return ''
  return found.severity === 'error' ? 'Signature wrong' : 'Signature right'
}

/** The answer in one line. */
export function verdictOf({ kind, ok, findings }: Diagnosis): HTMLElement {
  const signature = kind === 'foreign' || kind === 'none' ? '' : signatureOf(findings)
  const details = [countsOf(findings), signature].filter((text) => text !== '').join(' · ')
  return element(
    'div',
    `verdict ${ok ? 'ok' : 'error'}`,
    element('p', 'kind', KINDS[kind]),
    element('p', 'word', ok ? 'Nothing that Twilio would refuse' : 'Twilio will refuse it'),
    element('p', 'details', details),
  )
}
