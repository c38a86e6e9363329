import { isRecord } from '@x/jwt-core'
import type { Problem } from '../problem.ts'

/** A part of a token as far as it can be read, and why no further. */
export interface ReadPart {
  readonly value: Record<string, unknown> | undefined
  readonly problem: Problem | undefined
}

function bad(code: Problem['code'], message: string, claim: string): ReadPart {
  return { value: undefined, problem: { code, message, claim } }
}

/** What keeps a text from being base64url; undefined where nothing does. */
export function alphabetFlaw(text: string): string | undefined {
  if (/[^\w+/=-]/.test(text)) return 'holds a character that is not of base64url'
  if (text.includes('=')) return 'is padded with ='
  if (/[+/]/.test(text)) return 'is written in the standard base64 alphabet, with + or /'
  return text.length % 4 === 1 ? `has ${text.length} characters, a length that no bytes encode to` : undefined
}

function bytesOf(text: string): Uint8Array | undefined {
  try {
    // Padding is told by alphabetFlaw. More than two of them are nobody's padding.
    const bare = text.replace(/={1,2}$/, '')
    const binary = atob(bare.replaceAll('-', '+').replaceAll('_', '/'))
    return Uint8Array.from(binary, (character) => character.charCodeAt(0))
  } catch {
    return undefined
  }
}

/** Reads a header or payload that a strict parser refuses, and says what is wrong with it. */
export function readPart(name: 'header' | 'payload', text: string): ReadPart {
  const flaw = alphabetFlaw(text)
  const bytes = bytesOf(text)
  if (bytes === undefined)
    return bad('PART_NOT_BASE64URL', `the ${name} ${flaw ?? 'is not canonical base64url'}`, name)
  let json: string
  try {
    json = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return bad('PART_NOT_UTF8', `the ${name} is not valid UTF-8`, name)
  }
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    const python = /^\{\s*'/.test(json) ? ': its quotes are single, as of a Python dict' : ''
    return bad('PART_NOT_JSON', `the ${name} decodes to text that is no JSON${python}`, name)
  }
  if (!isRecord(value)) return bad('PART_NOT_OBJECT', `the ${name} is JSON, but not an object`, name)
  const problem: Problem | undefined =
    flaw === undefined
      ? undefined
      : { code: 'PART_NOT_BASE64URL', message: `the ${name} ${flaw}`, claim: name }
  return { value, problem }
}
