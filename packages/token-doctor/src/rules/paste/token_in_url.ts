import type { PeelRule } from './paste_rule.ts'

const PARAMETER = /(?:^|[?&#;\s])([\w-]{1,64})=(eyJ[\w.%-]+(?:(?<=\.)(?:\[\w{3,10}\]|<\w{3,10}>|\*{3,}))?)/
const PATH = /^[a-z]{2,5}:\/\/[^\s?#]+\/(eyJ[\w.%-]+)$/

export const TOKEN_IN_URL: PeelRule = {
  code: 'TOKEN_IN_URL',
  severity: 'warning',
  twilioError: 20101,
  elsewhere: { 'client-capability': 31204 },
  cause: 'The token is a parameter of a URL, a query or a cookie, and all of it was passed.',
  example: '`https://example.com/?token=eyJ…`',
  mend: 'Pass only the value of that parameter.',
  peel(text, show) {
    const [, last] = PATH.exec(text) ?? []
    if (last !== undefined) return { inner: last, message: 'the token is the last part of a URL’s path' }
    const match = PARAMETER.exec(text)
    if (match === null) return undefined
    const [, name, inner] = match as unknown as [string, string, string]
    return { inner, message: `the token is the value of ${show(name)} in a longer text` }
  },
}
