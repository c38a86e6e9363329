import type { FindingCode } from '../findings.ts'
import type { Problem } from '../problem.ts'
import { findToken, TOKEN_START } from './find_token.ts'

/** A token taken out of what it was wrapped in; undefined where there is none. */
export interface Unwrapped {
  readonly text: string | undefined
  readonly problems: readonly Problem[]
}

type Show = (value: unknown) => string
type Layer = readonly [text: string, code: FindingCode, message: string]
type Peel = (text: string, show: Show) => Layer | undefined

const INVISIBLE = /[\s\u00ad\u200b-\u200f\u2060-\u2064\ufeff]+/g
const HEADER_NAME = /^(?:authorization|x-twilio-accesstoken|twilio-client-validation)\s*:\s*/i
const SCHEME = /^(?:bearer|jwt|token)\s+/i
const PARAMETER = /(?:^|[?&#;\s])([\w-]{1,64})=(eyJ[\w.%-]+)/
const OPENING = /^(?:b?['"`]|\\"|[\u201c\u2018\u00ab<])/
const CLOSING = /(?:['"`\u201d\u2019\u00bb>]|\\")?[,;]?$/

function peelSpace(text: string): Layer | undefined {
  const inner = text.replace(/^[\s\ufeff\u200b]+/, '').trimEnd()
  if (inner === text || inner === '') return undefined
  const where = text.startsWith(inner) ? 'after' : text.endsWith(inner) ? 'before' : 'around'
  return [inner, 'TOKEN_WHITESPACE', `there is white space ${where} the token`]
}

function peelScheme(text: string, show: Show): Layer | undefined {
  const inner = text.replace(HEADER_NAME, '').replace(SCHEME, '')
  if (inner === text || inner === '') return undefined
  const before = text.slice(0, text.length - inner.length)
  return [inner, 'TOKEN_BEARER_PREFIX', `${show(before)} stands before the token`]
}

function peelJson(text: string, show: Show): Layer | undefined {
  if (!/^[{[]/.test(text)) return undefined
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  const found = findToken(value)
  if (found === undefined) return undefined
  return [found.token, 'TOKEN_IN_JSON', `the token is the member ${show(found.path)} of this JSON`]
}

function peelQuotes(text: string): Layer | undefined {
  const inner = text.replace(OPENING, '').replace(CLOSING, '')
  if (inner === text || !/^(?:eyJ|%|bearer[\s%]|[{["'\\])/i.test(inner)) return undefined
  return [inner.replaceAll('\\"', '"'), 'TOKEN_QUOTED', 'there are quotes or punctuation around the token']
}

function peelUrl(text: string, show: Show): Layer | undefined {
  const match = PARAMETER.exec(text)
  if (match === null) return undefined
  const [, name, inner] = match as unknown as [string, string, string]
  return [inner, 'TOKEN_IN_URL', `the token is the value of ${show(name)} in a longer text`]
}

function peelEncoding(text: string): Layer | undefined {
  if (!/%[0-9a-f]{2}/i.test(text)) return undefined
  try {
    return [decodeURIComponent(text), 'TOKEN_URL_ENCODED', 'the token is percent-encoded']
  } catch {
    return undefined
  }
}

function peelInnerSpace(text: string): Layer | undefined {
  const inner = text.replace(INVISIBLE, '')
  if (inner === text || !TOKEN_START.test(inner)) return undefined
  return [inner, 'TOKEN_WHITESPACE', 'there is white space, or a character that cannot be seen, in the token']
}

const PEELS: readonly Peel[] = [
  peelSpace,
  peelScheme,
  peelJson,
  peelQuotes,
  peelUrl,
  peelEncoding,
  peelInnerSpace,
]

const MOST_LAYERS = 8

/** Takes a token out of what it was pasted with: quotes, JSON, a header, a URL, white space. */
export function unwrap(pasted: string, show: Show): Unwrapped {
  let text = pasted
  const problems = new Map<FindingCode, Problem>()
  for (let layers = 0; layers < MOST_LAYERS; layers++) {
    // A bare token is the usual case and has none of this.
    if (/^[\w-]+\.[\w-]+\.[\w-]*$/.test(text)) break
    let layer: Layer | undefined
    for (const peel of PEELS) {
      layer = peel(text, show)
      if (layer !== undefined) break
    }
    if (layer === undefined) break
    const [inner, code, message] = layer
    text = inner
    if (!problems.has(code)) problems.set(code, { code, message })
  }
  return { text, problems: [...problems.values()] }
}
