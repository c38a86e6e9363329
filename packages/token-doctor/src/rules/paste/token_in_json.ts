import { isLogLine } from '../../read/answer.ts'
import { type FoundToken, findToken } from '../../read/find_token.ts'
import { findTokens } from '../../read/find_tokens.ts'
import { parseJson } from '../../read/json.ts'
import type { PeelRule } from './paste_rule.ts'

/** JSON that was cut off, that a guard or a call stands around, or that is another language's: `{'token': 'eyJ…'}`. */
const NEARLY = /^(?:\)\]\}',?|[\w.$]{1,64}\()?\s*[{[]/
const MEMBER = /\b(\w{0,20}(?:token|jwt))["']?\s*(?::|=>?)\s*["']?((?:bearer )?eyJ[\w.-]+)/i
/** How far into it, in characters, and before anything in it ends. */
const DEEPEST = 2000

function findNearly(text: string): FoundToken | undefined {
  const begin = NEARLY.exec(text)?.[0]
  if (begin === undefined) return undefined
  const within = text.slice(begin.length)
  const found = MEMBER.exec(within)
  if (found === null || found.index > DEEPEST || within.slice(0, found.index).includes('}')) return undefined
  return { path: found[1] as string, token: found[2] as string }
}

export const TOKEN_IN_JSON: PeelRule = {
  code: 'TOKEN_IN_JSON',
  severity: 'error',
  twilioError: 20101,
  elsewhere: { 'client-capability': 31204 },
  cause: 'The whole answer of a token endpoint was passed, not the token in it.',
  example: '`{"token":"eyJ…"}`',
  mend: 'Parse the JSON and pass only the member that holds the token.',
  peel(text, show) {
    const value = parseJson(text)
    const found = findToken(value) ?? findNearly(text)
    // A line of a log, or a list of tokens, is nobody's answer to a request for a token.
    if (found === undefined || isLogLine(value) || findTokens(text).length > 1) return undefined
    const nearly = value === undefined ? 'text, which is nearly JSON' : 'JSON'
    return { inner: found.token, message: `the token is the member ${show(found.path)} of this ${nearly}` }
  },
}
