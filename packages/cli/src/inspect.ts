import { type DecodedJwt, decodeUnverified, epochSeconds } from '@x/jwt-core'
import type { Command } from 'commander'
import { type Io, readArgument } from './io.ts'
import { createReport, type Report } from './report.ts'

/** How long the token still lives, in words. */
function lifeOf({ exp, nbf }: DecodedJwt['payload'], now: number): string {
  if (typeof nbf === 'number' && nbf > now) return `valid only in ${nbf - now} s`
  if (typeof exp !== 'number') return 'has no end (no exp)'
  return exp > now ? `lives for ${exp - now} s more` : `expired ${now - exp} s ago`
}

/** Writes header, claims and grants of a token. */
export function reportToken(token: DecodedJwt, report: Report): void {
  const { grants, ...claims } = token.payload
  report.section('header', token.header)
  report.section('claims', claims)
  if (grants !== undefined) report.section('grants', grants)
  report.line('life', lifeOf(token.payload, epochSeconds()))
}

/** Adds `xtoken inspect`. */
export function addInspect(program: Command, io: Io): void {
  program
    .command('inspect')
    .description('show what a token says; its signature is not checked')
    .argument('<jwt>', 'the token, or - to read it from stdin')
    .option('--json', 'write JSON')
    .addHelpText(
      'after',
      `
Examples:
  $ xtoken inspect eyJhbGciOi…
  $ xtoken mint --identity alice --video | xtoken inspect - --json`,
    )
    .action(async (argument: string, flags: { json?: true }) => {
      const token = decodeUnverified(await readArgument(argument, io))
      if (flags.json) {
        const now = epochSeconds()
        const { exp } = token.payload
        io.write(
          JSON.stringify({ ...token, ...(typeof exp === 'number' && { expiresIn: exp - now }) }, null, 2),
        )
      } else reportToken(token, createReport(io))
    })
}
