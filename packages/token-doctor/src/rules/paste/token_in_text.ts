import { findTokens, type TokenInText } from '../../read/find_tokens.ts'
import type { PeelRule } from './paste_rule.ts'

/** What stands between a token and other words; anything else beside it is a fault of the token itself. */
const BEFORE = /[\s,;:=|"'`>([{&?#/]/
const AFTER = /^(?:[\s,;|"'`<)\]}&#\\]|\.(?:\s|$)|$)/

function isApart(text: string, { index, token }: TokenInText): boolean {
  const end = index + token.length
  return (index === 0 || BEFORE.test(text[index - 1] as string)) && AFTER.test(text.slice(end, end + 2))
}

export const TOKEN_IN_TEXT: PeelRule = {
  code: 'TOKEN_IN_TEXT',
  severity: 'info',
  cause: 'The token stands in a longer text, such as a log line; it was taken out and examined.',
  example: '`2026-01-01T00:00:00Z info token: eyJ…`',
  mend: 'Nothing to mend, unless the whole text is what is sent as the token: then pass the token alone.',
  peel(text) {
    const tokens = findTokens(text)
    const first = tokens.find((each) => isApart(text, each))
    if (first === undefined || first.token.length === text.length) return undefined
    const which =
      tokens.length === 1
        ? 'the token stands in a longer text'
        : `this text holds ${tokens.length} tokens, of which the first was examined`
    const fix =
      tokens.length === 1
        ? undefined
        : 'To examine all of them, pass each by itself: findTokens(text) gives them.'
    return { inner: first.token, message: which, fix }
  },
}
