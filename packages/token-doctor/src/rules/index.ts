import type { TwilioKind } from '../ground.ts'
import * as grants from './grants/index.ts'
import * as header from './header/index.ts'
import * as names from './names/index.ts'
import * as parties from './parties/index.ts'
import * as paste from './paste/index.ts'
import * as policies from './policies/index.ts'
import * as requests from './requests/index.ts'
import type { FindingEntry, TokenRule } from './rule.ts'
import * as scopes from './scopes/index.ts'
import * as shape from './shape/index.ts'
import * as signature from './signature/index.ts'
import * as times from './times/index.ts'

/** Every code a finding can carry. A code is API and stays; the wording of a message may change. */
export type FindingCode =
  | keyof typeof grants
  | keyof typeof header
  | keyof typeof names
  | keyof typeof parties
  | keyof typeof paste
  | keyof typeof policies
  | keyof typeof requests
  | keyof typeof scopes
  | keyof typeof shape
  | keyof typeof signature
  | keyof typeof times

/** Every finding: its severity, the Twilio error it leads to, its cause, an example, and how to mend it. */
export const FINDINGS: Readonly<Record<FindingCode, FindingEntry>> = {
  ...paste,
  ...shape,
  ...header,
  ...parties,
  ...times,
  ...grants,
  ...names,
  ...scopes,
  ...policies,
  ...requests,
  ...signature,
}

/** Bundlers differ in the order in which they list what a module exports. */
function byCode(a: FindingEntry, b: FindingEntry): number {
  return a.code < b.code ? -1 : 1
}

/** The findings about a token that could be read, in the order in which they are looked for and told. */
const TOKEN_RULES: readonly TokenRule[] = [
  header,
  parties,
  times,
  grants,
  names,
  scopes,
  policies,
  requests,
].flatMap((subject) => Object.values<TokenRule>(subject).sort(byCode))

const BY_KIND = new Map<TwilioKind, readonly TokenRule[]>()

/** The findings that look at tokens of a kind. */
export function rulesFor(kind: TwilioKind): readonly TokenRule[] {
  const known = BY_KIND.get(kind)
  if (known !== undefined) return known
  const rules = TOKEN_RULES.filter(({ kinds }) => kinds === undefined || kinds.includes(kind))
  BY_KIND.set(kind, rules)
  return rules
}
