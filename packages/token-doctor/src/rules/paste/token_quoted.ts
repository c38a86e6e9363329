import { findTokens, isWhole } from '../../read/find_tokens.ts'
import type { PeelRule } from './paste_rule.ts'

const OPENING = /^(?:[bu]?['"`]|\\"|[\u201c\u2018\u00ab<])/
const CLOSING = /(?:['"`\u201d\u2019\u00bb>]|\\")?[,;]?$/

/** A whole text in quotes, whatever it says. */
const ALL_IN_QUOTES = /^(["'`])([^"'`]*)\1$/

/** What is no word: punctuation, marks of a text's form, a language's way to write a text. */
const MARKUP = /&(?:quot|lt|gt|amp|#\d+);|<\/?\w+>|```\w*|\bOptional\(|\b[bu](?=['"])|\\[nrt]/g

/** What words are made of, in any script: letters, digits and halves of rare characters. Punctuation is left out. */
const OF_WORDS =
  /[0-9A-Za-z=%\u00aa\u00b2\u00b3\u00b5\u00b9\u00ba\u00bc-\u00be\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u1fff\u2c00-\u2dff\u3040-\udfff\uf900-\ufdff\ufe70-\ufefe\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff66-\uffdc]/

/** The one whole token around which stand no words. */
function bareWithin(text: string): string | undefined {
  const [found, ...more] = findTokens(text)
  if (found === undefined || more.length > 0 || !isWhole(found.token)) return undefined
  const rest = `${text.slice(0, found.index)} ${text.slice(found.index + found.token.length)}`
  return OF_WORDS.test(rest.replace(MARKUP, '')) ? undefined : found.token
}

export const TOKEN_QUOTED: PeelRule = {
  code: 'TOKEN_QUOTED',
  severity: 'error',
  twilioError: 20101,
  elsewhere: { 'client-capability': 31204 },
  cause: 'Quotes or punctuation were copied along with the token, or it was encoded as JSON once too often.',
  example: '`"eyJ…"`, `b\'eyJ…\'`',
  mend: 'Pass the token without the quotes; if code adds them, drop that `JSON.stringify` or decode the bytes.',
  peel(text) {
    const message = 'there are quotes or punctuation around the token'
    const [, , quoted] = ALL_IN_QUOTES.exec(text) ?? []
    if (quoted !== undefined) return { inner: quoted, message }
    const inner = text.replace(OPENING, '').replace(CLOSING, '')
    if (inner !== text && /^(?:eyJ|%|bearer[\s%]|[{["'\\])/i.test(inner))
      return { inner: inner.replaceAll('\\"', '"'), message }
    const bare = bareWithin(text)
    return bare === undefined || bare === text ? undefined : { inner: bare, message }
  },
}
