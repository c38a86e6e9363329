import { type DecodedJwt, decodeUnverified } from '@x/jwt-core'
import { epochSeconds } from '@x/jwt-core/token'
import { kindOf, type TokenKind } from '@x/token-doctor'
import type { Command } from 'commander'
import { inWords } from '../terminal/duration.ts'
import { type Io, readArgument } from '../terminal/io.ts'
import { KINDS } from '../terminal/kinds.ts'
import { refuseToken } from '../terminal/refusal.ts'
import { createReport, type Report, toJson } from '../terminal/report.ts'
import { policyLine } from './policy_line.ts'
import { readScopeUri } from './scope_uris.ts'

const NOTHING = 'none: the bearer may do nothing'

/** How long the token still lives, in words. */
function lifeOf({ exp, nbf }: DecodedJwt['payload'], now: number): string {
  if (typeof nbf === 'number' && nbf > now) return `valid only in ${inWords(nbf - now)}`
  if (typeof exp !== 'number') return 'has no end (no exp)'
  return exp > now ? `lives for ${inWords(exp - now)} more` : `expired ${inWords(now - exp)} ago`
}

/** The scope URIs of a client capability token; undefined where `scope` is something else. */
function scopeUrisOf({ scope }: DecodedJwt['payload']): string[] | undefined {
  if (typeof scope !== 'string' || !/^(?:scope:|$)/.test(scope)) return undefined
  return scope.split(' ').filter((uri) => uri !== '')
}

/** What is numbered is shown in its order; its texts are a token's, and so only ever members of a section. */
function reportScopes(uris: readonly string[], report: Report): void {
  const scopes = uris.map((uri, index) => {
    const scope = readScopeUri(uri)
    if (scope === undefined) return [`${index + 1} no scope that can be read`, uri]
    const params = Object.keys(scope.params).length > 0 ? scope.params : '(no parameters)'
    return [`${index + 1} ${scope.kind}`, params]
  })
  report.section('scopes', scopes.length > 0 ? Object.fromEntries(scopes) : NOTHING)
}

function reportPolicies(policies: readonly unknown[], report: Report): void {
  const lines = policies.map((policy, index) => [String(index + 1), policyLine(policy)])
  report.section('policies', lines.length > 0 ? Object.fromEntries(lines) : NOTHING)
}

/** Writes header and claims of a token, and what its bearer may do. */
export function reportToken(token: DecodedJwt, report: Report): void {
  const { grants, scope, policies, ...claims } = token.payload
  const uris = scopeUrisOf(token.payload)
  const shown = {
    ...claims,
    ...(uris === undefined && scope !== undefined && { scope }),
    ...(!Array.isArray(policies) && policies !== undefined && { policies }),
  }
  report.section('header', token.header)
  report.section('claims', shown)
  if (grants !== undefined) report.section('grants', grants)
  if (uris !== undefined) reportScopes(uris, report)
  if (Array.isArray(policies)) reportPolicies(policies, report)
  report.line('life', lifeOf(token.payload, epochSeconds()))
}

/** The same for machines. */
function describeToken(token: DecodedJwt, kind: TokenKind): object {
  const { exp } = token.payload
  const uris = scopeUrisOf(token.payload)
  return {
    kind,
    ...token,
    ...(uris !== undefined && { scopes: uris.map((uri) => readScopeUri(uri) ?? { unreadable: uri }) }),
    ...(typeof exp === 'number' && { expiresIn: exp - epochSeconds() }),
  }
}

async function inspect(argument: string | undefined, flags: { json?: true }, io: Io): Promise<void> {
  const jwt = await readArgument(argument, io)
  const kind = kindOf(jwt)
  try {
    const token = decodeUnverified(jwt)
    if (flags.json) {
      io.write(toJson(describeToken(token, kind)))
      return
    }
    const report = createReport(io)
    report.line('kind', KINDS[kind])
    reportToken(token, report)
  } catch (error) {
    refuseToken(error, flags.json, { kind }, io)
  }
}

/** Adds `xtoken inspect`. */
export function addInspect(program: Command, io: Io): void {
  program
    .command('inspect')
    .description('show what a token says; its signature is not checked')
    .argument('[jwt]', 'the token; - or none to read it from stdin')
    .option('--json', 'write JSON')
    .addHelpText(
      'after',
      `
Examples:
  $ xtoken inspect eyJhbGciOi…
  $ xtoken mint --identity alice --video | xtoken inspect - --json`,
    )
    .action((argument: string | undefined, flags: { json?: true }) => inspect(argument, flags, io))
}
