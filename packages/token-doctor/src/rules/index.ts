import type { TwilioKind } from '../ground.ts'
import type * as grants from './grants/index.ts'
import { RULES as GRANTS } from './grants/index.ts'
import type * as header from './header/index.ts'
import { RULES as HEADER } from './header/index.ts'
import type * as names from './names/index.ts'
import { RULES as NAMES } from './names/index.ts'
import type * as parties from './parties/index.ts'
import { RULES as PARTIES } from './parties/index.ts'
import type * as paste from './paste/index.ts'
import { RULES as PASTE } from './paste/index.ts'
import type * as policies from './policies/index.ts'
import { RULES as POLICIES } from './policies/index.ts'
import type * as requests from './requests/index.ts'
import { RULES as REQUESTS } from './requests/index.ts'
import type { FindingEntry, TokenRule } from './rule.ts'
import type * as scopes from './scopes/index.ts'
import { RULES as SCOPES } from './scopes/index.ts'
import type * as shape from './shape/index.ts'
import { RULES as SHAPE } from './shape/index.ts'
import type * as signature from './signature/index.ts'
import { RULES as SIGNATURE } from './signature/index.ts'
import type * as times from './times/index.ts'
import { RULES as TIMES } from './times/index.ts'

/** Every code a finding can carry. A code is API and stays; the wording of a message may change. */
export type FindingCode = Exclude<
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
  | keyof typeof times,
  'RULES'
>

/** The findings about a token that could be read, in the order in which they are looked for and told. */
const TOKEN_RULES: readonly TokenRule[] = [
  ...HEADER,
  ...PARTIES,
  ...TIMES,
  ...GRANTS,
  ...NAMES,
  ...SCOPES,
  ...POLICIES,
  ...REQUESTS,
]

/** Every finding: its severity, the Twilio error it leads to, its cause, an example, and how to mend it. */
// By the code that each has: a module's names as keys once more would be a kilobyte of every bundle.
export const FINDINGS: Readonly<Record<FindingCode, FindingEntry>> = /* @__PURE__ */ (() =>
  Object.fromEntries(
    [...PASTE, ...SHAPE, ...TOKEN_RULES, ...SIGNATURE].map((entry) => [entry.code, entry]),
  ) as Record<FindingCode, FindingEntry>)()

const BY_KIND = new Map<TwilioKind, readonly TokenRule[]>()

/** The findings that look at tokens of a kind. */
export function rulesFor(kind: TwilioKind): readonly TokenRule[] {
  const known = BY_KIND.get(kind)
  if (known !== undefined) return known
  const rules = TOKEN_RULES.filter(({ kinds }) => kinds === undefined || kinds.includes(kind))
  BY_KIND.set(kind, rules)
  return rules
}
