import {
  FINDINGS,
  type FindingCode,
  type FindingEntry,
  findingsBehind,
  JWT_ERRORS,
  knownTwilioErrors,
  OTHER_ERRORS,
  type Severity,
} from '../src/index.ts'

const HEADINGS: Readonly<Record<Severity, string>> = {
  error: 'Errors: the token will be refused',
  warning: 'Warnings: likely a mistake',
  info: 'Infos: worth knowing',
}

const SEVERITIES = ['error', 'warning', 'info'] as const

function twilioErrors({ twilioError, elsewhere = {} }: FindingEntry): string {
  const link = (code: number) => `[${code}](https://www.twilio.com/docs/api/errors/${code})`
  const others = Object.entries(elsewhere).map(([where, code]) => `${link(code)} (${where})`)
  return [...(twilioError === undefined ? [] : [link(twilioError)]), ...others].join(', ')
}

function describeFinding(code: FindingCode): string {
  const entry = FINDINGS[code]
  const errors = twilioErrors(entry)
  return [
    `#### ${code}`,
    '',
    entry.cause,
    '',
    ...(errors === '' ? [] : [`- Twilio: ${errors}`]),
    `- Example: ${entry.example}`,
    `- Mend: ${entry.mend}`,
    '',
  ].join('\n')
}

function section(severity: Severity): string {
  const codes = (Object.keys(FINDINGS) as FindingCode[]).filter(
    (code) => FINDINGS[code].severity === severity,
  )
  codes.sort()
  return [`### ${HEADINGS[severity]}`, '', ...codes.map(describeFinding)].join('\n')
}

function jwtErrors(): string {
  return Object.entries(JWT_ERRORS)
    .map(([code, { cause, example, mend }]) => {
      return [`### ${code}`, '', cause, '', `- Example: ${example}`, `- Mend: ${mend}`, ''].join('\n')
    })
    .join('\n')
}

const anchor = (code: string) => `[${code}](#${code.toLowerCase()})`

/** A table; its cells are not padded, since the widest would make each line as long. */
function table(rows: readonly (readonly [string, string])[]): string {
  const [head, ...body] = rows.map((cells) => `| ${cells.join(' | ')} |`)
  return [head, '| --- | --- |', ...body].join('\n')
}

/** A row for each Twilio error: what can be behind it, in the order in which to look. */
function byNumber(): string {
  const rows = knownTwilioErrors().map((number) => {
    const findings = findingsBehind(number).map(({ code }) => anchor(code))
    return [`[${number}](https://www.twilio.com/docs/api/errors/${number})`, findings.join(', ')] as const
  })
  return table([['Twilio error', 'look for, in this order'], ...rows])
}

/** A row for each error that no token mends. */
function others(): string {
  const rows = Object.entries(OTHER_ERRORS).map(([number, { cause, mend }]) => {
    return [`[${number}](https://www.twilio.com/docs/api/errors/${number})`, `${cause} ${mend}`] as const
  })
  return table([['Twilio error', 'not of the token'], ...rows])
}

function index(): string {
  return [...Object.keys(FINDINGS), ...Object.keys(JWT_ERRORS)].sort().map(anchor).join(' · ')
}

/** docs/errors.md, of the tables in the code. */
export function renderErrorsPage(): string {
  return `<!-- Written by \`pnpm --filter @x/token-doctor run docs\` from the tables in the code. Do not edit by hand. -->

# Errors

Every finding of the token doctor (\`diagnose\` of [\`@x/token-doctor\`](../packages/token-doctor/README.md),
\`xtoken doctor\`), and every code of a \`JwtError\` that these packages throw. Codes are stable: a message may change
its wording, a code does not.

## By Twilio error

${byNumber()}

${others()}

## Index

${index()}

## Findings

A finding's Twilio error is the one Twilio's documentation or SDKs name for it. In brackets stands the kind of token, or
the product asked for, that leads to another one.

${SEVERITIES.map(section).join('\n')}
## Codes of \`JwtError\`

\`JwtOptionError\` is a caller's wrong argument, \`JwtDecodeError\` a token that cannot be trusted.

${jwtErrors()}`
}
