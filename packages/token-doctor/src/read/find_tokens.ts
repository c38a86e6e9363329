import { refuse } from '@x/jwt-core/token'
/** A token within a text. */
export interface TokenInText {
  readonly token: string
  /** Where it begins, in characters from 0. */
  readonly index: number
}

/** What tokens are written with, also where the signature was taken out. Between them stands anything else. */
const WORD = /[\w.-]+(?:(?<=\.)(?:\[\w{3,10}\]|<\w{3,10}>|\*{3,}))?/g

/** The tokens within one word: from `eyJ`, with which every header begins, to the last part. */
function* tokensIn(word: string, index: number): Iterable<TokenInText> {
  const parts = word.split('.')
  let at = index
  for (let part = 0; part < parts.length; part++) {
    const text = parts[part] as string
    const start = text.indexOf('eyJ')
    // An encrypted token has five parts, the second of which is empty in those that Twilio makes.
    const more = parts[part + 1] ? 2 : parts[part + 4] ? 4 : 0
    if (start !== -1 && more > 0) {
      const token = [text.slice(start), ...parts.slice(part + 1, part + 1 + more)].join('.')
      yield { token, index: at + start }
      at += start + token.length + 1
      part += more
    } else at += text.length + 1
  }
}

/**
 * Finds every token in a text: in a log line, a URL, a CSV row, JSON or a list. Also one whose signature is missing is
 * found. Nothing is verified.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID` for what is no text
 * @example
 * ```ts
 * for (const { token } of findTokens(logLine)) console.log((await diagnose(token)).ok)
 * ```
 */
export function findTokens(text: string): TokenInText[] {
  const found: TokenInText[] = []
  if (typeof text !== 'string') refuse('text', 'text', text)
  if (!text.includes('eyJ')) return found
  for (const match of text.matchAll(WORD))
    if (match[0].includes('eyJ')) for (const token of tokensIn(match[0], match.index)) found.push(token)
  return found
}

/** The lengths of signatures by HMAC and by RSA keys of 2048 to 4096 bits. */
const SIGNATURES = new Set([43, 64, 86, 342, 512, 683])

/** Whether a token has all three parts, the last as long as signatures are. */
export function isWhole(token: string): boolean {
  const parts = token.split('.')
  return parts.length === 3 && SIGNATURES.has((parts[2] as string).length)
}
