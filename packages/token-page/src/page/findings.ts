import type { Finding, FindingEntry, Severity } from '@x/token-doctor'
import { element, section } from './element.ts'
import { printable } from './printable.ts'

const NAMES: Readonly<Record<Severity, string>> = { error: 'Error', warning: 'Warning', info: 'Note' }

/** A text of the doctor's, in which what stands between backticks is code. */
function prose(text: string): Node[] {
  return printable(text)
    .split('`')
    .map((part, index) => (index % 2 === 1 ? element('code', '', part) : document.createTextNode(part)))
}

/** The number of one of Twilio's errors, as a link to its page. */
function twilioLink(number: number): HTMLElement {
  const link = element('a', '', `Twilio error ${number}`)
  link.href = `https://www.twilio.com/docs/api/errors/${number}`
  link.rel = 'noreferrer'
  return link
}

interface Card {
  readonly severity: Severity
  readonly code: string
  readonly twilioError: number | undefined
  readonly claim?: string | undefined
  readonly title: string
  readonly mend: string
}

/** A sentence begins with a capital, unless it begins with a name from the token. */
function capital(text: string): string {
  return /^[a-z]+[ ,]/.test(text) &&
    !/^(?:alg|typ|cty|kid|twr|iss|sub|exp|iat|nbf|jti|scope|policies|hrh|rqh|grants)\b/.test(text)
    ? text.slice(0, 1).toUpperCase() + text.slice(1)
    : text
}

function cardOf({ severity, code, twilioError, claim, title, mend }: Card): HTMLElement {
  const meta = element('p', 'meta', element('code', 'code', code))
  if (claim !== undefined) meta.append(element('code', '', printable(claim)))
  if (twilioError !== undefined) meta.append(twilioLink(twilioError))
  return element(
    'li',
    `finding ${severity}`,
    element('h3', '', element('span', 'badge', NAMES[severity]), ' ', ...prose(capital(title))),
    element('p', 'mend', element('span', 'label', 'Mend'), element('span', '', ...prose(mend))),
    meta,
  )
}

/** The findings about a token, as they are given: what is worst first. */
export function findingsOf(findings: readonly Finding[]): HTMLElement {
  const list = element('ul', 'cards')
  for (const { message, fix, severity, code, twilioError, claim } of findings)
    list.append(cardOf({ severity, code, twilioError, claim, title: message, mend: fix }))
  const none = element('p', '', 'Nothing that the doctor knows of.')
  return section('findings', 'Findings', findings.length > 0 ? list : none)
}

/** A finding's code in words, such as `token expired`. */
function inWords(code: string): string {
  return code.toLowerCase().replaceAll('_', ' ')
}

/** What is known of findings, whatever the token. */
export function entriesOf(title: string, entries: readonly FindingEntry[]): HTMLElement {
  const list = element('ul', 'cards')
  for (const { severity, code, twilioError, mend } of entries)
    list.append(cardOf({ severity, code, twilioError, title: inWords(code), mend }))
  return section('findings', title, list)
}
