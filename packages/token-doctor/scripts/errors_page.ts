import { FINDINGS, type FindingCode, type FindingEntry, JWT_ERRORS, type Severity } from '../src/index.ts'

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
  return [`### ${HEADINGS[severity]}`, '', ...codes.map(describeFinding)].join('\n')
}

function jwtErrors(): string {
  return Object.entries(JWT_ERRORS)
    .map(([code, { cause, example, mend }]) => {
      return [`### ${code}`, '', cause, '', `- Example: ${example}`, `- Mend: ${mend}`, ''].join('\n')
    })
    .join('\n')
}

/** docs/errors.md, of the tables in the code. */
export function renderErrorsPage(): string {
  return `<!-- Written by \`pnpm --filter @x/token-doctor run docs\` from the tables in the code. Do not edit by hand. -->

# Errors

Every finding of the token doctor (\`diagnose\` of [\`@x/token-doctor\`](../packages/token-doctor/README.md),
\`xtoken doctor\`), and every code of a \`JwtError\` that these packages throw. Codes are stable: a message may change
its wording, a code does not.

## Findings

A finding's Twilio error is the one Twilio's documentation or SDKs name for it. In brackets stands the kind of token, or
the product asked for, that leads to another one.

${SEVERITIES.map(section).join('\n')}
## Codes of \`JwtError\`

\`JwtOptionError\` is a caller's wrong argument, \`JwtDecodeError\` a token that cannot be trusted.

${jwtErrors()}`
}
