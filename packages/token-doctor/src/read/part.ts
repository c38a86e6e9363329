import { decodeUtf8, isRecord } from '@x/jwt-core/token'
import { readBase64 } from './base64.ts'

/** A header or payload as far as it can be read, and what is wrong with it. */
export interface Part {
  readonly name: 'header' | 'payload'
  /** Whether its text begins as a JSON object does that was encoded. */
  readonly isLike: boolean
  readonly value?: Record<string, unknown> | undefined
  readonly json?: string
  /** How far reading came: no base64url, bytes that are no text, text that is no JSON, JSON that is no object. */
  readonly stage: 'encoded' | 'bytes' | 'text' | 'json' | 'object'
  /** Why it is no base64url; it may be readable all the same. */
  readonly flaw?: string | undefined
  /** What a strict parser alone minds. */
  readonly strictFlaw?: string | undefined
}

/** Deeper JSON than any token has, and the bound of verifying. */
const DEEPEST = 64

/** What keeps a text from being base64url; undefined where nothing does. */
export function alphabetFlaw(text: string): string | undefined {
  if (/[^\w+/=-]/.test(text)) return 'holds a character that is not of base64url'
  if (text.includes('=')) return 'is padded with ='
  if (/[+/]/.test(text)) return 'is written in the standard base64 alphabet, with + or /'
  return text.length % 4 === 1 ? `has ${text.length} characters, a length that no bytes encode to` : undefined
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

function isDeep(value: unknown, left: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return left === 0 || Object.values(value).some((inner) => isDeep(inner, left - 1))
}

/** Whether the bits left over in the last character of a part, which encode nothing, are not 0 as they must be. */
export function hasStrayBits(text: string): boolean {
  return readBase64(text)?.hasStrayBits ?? true
}

/** Reads a header or payload leniently. */
export function readPart(name: Part['name'], text: string): Part {
  const isLike = text.startsWith('eyJ')
  const read = readBase64(text)
  const flaw = alphabetFlaw(text)
  if (read === undefined)
    return { name, isLike, stage: 'encoded', flaw: flaw ?? 'is not canonical base64url' }
  const json = decodeUtf8(read.bytes)
  if (json === undefined) return { name, isLike, stage: 'bytes', flaw }
  const value = parse(json)
  if (value === undefined) return { name, isLike, stage: 'text', json, flaw }
  if (!isRecord(value)) return { name, isLike, stage: 'json', json, flaw }
  // What has no end of nesting is not handed on as a value to walk.
  if (isDeep(value, DEEPEST)) return { name, isLike, stage: 'object', flaw, strictFlaw: 'is nested too deep' }
  const strictFlaw =
    flaw === undefined && read.hasStrayBits
      ? 'ends in stray bits, as of a cut or changed character'
      : undefined
  return { name, isLike, stage: 'object', json, value, flaw, strictFlaw }
}
