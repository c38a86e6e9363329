import type { Show } from '../ground.ts'
import type { PeelRule } from '../rules/paste/paste_rule.ts'
import { TOKEN_BEARER_PREFIX } from '../rules/paste/token_bearer_prefix.ts'
import { TOKEN_ENCODED } from '../rules/paste/token_encoded.ts'
import { TOKEN_IN_JSON } from '../rules/paste/token_in_json.ts'
import { TOKEN_IN_TEXT } from '../rules/paste/token_in_text.ts'
import { TOKEN_IN_URL } from '../rules/paste/token_in_url.ts'
import { TOKEN_QUOTED } from '../rules/paste/token_quoted.ts'
import { TOKEN_URL_ENCODED } from '../rules/paste/token_url_encoded.ts'
import { TOKEN_WHITESPACE } from '../rules/paste/token_whitespace.ts'
import { type Problem, toProblem } from '../rules/rule.ts'
import { SIGNATURE_REDACTED } from '../rules/shape/signature_redacted.ts'

/** A token taken out of what it was wrapped in. */
export interface Unwrapped {
  readonly text: string
  readonly problems: readonly Problem[]
  /** Whether it is three parts of the letters of base64url, of which the first begins as the header of a token does. */
  readonly isToken: boolean
}

/** In the order in which layers are looked for. */
const PEELS: readonly PeelRule[] = [
  TOKEN_IN_JSON,
  TOKEN_WHITESPACE,
  TOKEN_BEARER_PREFIX,
  TOKEN_QUOTED,
  TOKEN_ENCODED,
  TOKEN_IN_URL,
  TOKEN_URL_ENCODED,
  TOKEN_IN_TEXT,
]

const MOST_LAYERS = 8
const BARE = /^[\w-]+\.[\w-]+\.[\w-]*$/

function looksLikeToken(text: string): boolean {
  return text.startsWith('eyJ') && (BARE.test(text) || SIGNATURE_REDACTED.restore(text) !== undefined)
}

/** Takes the outermost layer off. */
function peelOnce(text: string, show: Show): { inner: string; problem: Problem } | undefined {
  for (const rule of PEELS) {
    const peeled = rule.peel(text, show)
    if (peeled === undefined) continue
    const { inner, ...found } = peeled
    return { inner, problem: toProblem(rule, found) }
  }
  return undefined
}

/** Takes a token out of what it was pasted with: quotes, JSON, a header, a URL, white space. */
export function unwrap(pasted: string, show: Show): Unwrapped {
  let text = pasted
  const problems = new Map<unknown, Problem>()
  // A bare token is the usual case and has none of this.
  let isToken = looksLikeToken(text)
  for (let layers = 0; layers < MOST_LAYERS && !isToken; layers++) {
    const peeled = peelOnce(text, show)
    if (peeled === undefined) break
    text = peeled.inner
    isToken = looksLikeToken(text)
    // White space around a longer text is none around the token.
    if (peeled.problem.entry === TOKEN_IN_TEXT) problems.delete(TOKEN_WHITESPACE)
    if (!problems.has(peeled.problem.entry)) problems.set(peeled.problem.entry, peeled.problem)
  }
  return { text, problems: [...problems.values()], isToken }
}
