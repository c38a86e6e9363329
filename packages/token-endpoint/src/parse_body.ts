import { decodeUtf8, isBytes } from '@x/jwt-core/token'
import type { Body, Call } from './call.ts'
import { Refusal } from './refusals.ts'

const CONTENT_TYPE = /^\s*([^\s;]+)\s*(?:;(.*))?$/s
const CHARSET = /(?:^|;)\s*charset\s*=\s*"?([^\s;"]+)"?/i
/** A member that would change what an object is, where an app copies it; also spelled with escapes. */
const PROTO = /__proto__|\\u00[57]/i

const BYTE_ORDER_MARK = '\ufeff'

/**
 * Makes of a body what `authorize` gets: undefined for none, a JSON value, or the fields of a form.
 *
 * @throws Refusal
 */
export function parseBody(body: Body, call: Pick<Call, 'header'>): unknown {
  if (body === undefined || 'lost' in body) return undefined
  if ('parsed' in body && !isText(body.parsed)) return body.parsed
  const isParsed = 'parsed' in body
  const raw = isParsed ? (body.parsed as string | Uint8Array) : body.bytes
  if (raw.length === 0) return undefined
  // A parser undid the compression that the header still tells of, or gave up by itself.
  const read = readerFor(call.header('content-type'), isParsed ? undefined : call.header('content-encoding'))
  try {
    return read(typeof raw === 'string' ? raw : textOf(raw))
  } catch (error) {
    throw new Refusal('body-unreadable', { error })
  }
}

function textOf(bytes: Uint8Array): string {
  const text = decodeUtf8(bytes)
  if (text === undefined) throw new TypeError('the body is no UTF-8')
  return text.startsWith(BYTE_ORDER_MARK) ? text.slice(BYTE_ORDER_MARK.length) : text
}

/** What a parser of plain text or bytes leaves behind. */
function isText(value: unknown): boolean {
  return typeof value === 'string' || isBytes(value)
}

function readerFor(contentType = '', contentEncoding = 'identity'): (text: string) => unknown {
  // As most clients send it.
  if (contentType === 'application/json' && contentEncoding === 'identity') return readJson
  const [, type = '', parameters = ''] = CONTENT_TYPE.exec(contentType) ?? []
  const charset = CHARSET.exec(parameters)?.[1]?.toLowerCase() ?? 'utf-8'
  const coding = contentEncoding.trim().toLowerCase()
  const read = READERS.get(type.toLowerCase())
  if (read === undefined || !/^(utf-?8|us-ascii)$/.test(charset) || (coding !== '' && coding !== 'identity'))
    throw new Refusal('body-type')
  return read
}

const READERS: ReadonlyMap<string, (text: string) => unknown> = /* @__PURE__ */ new Map([
  ['application/json', readJson],
  ['application/x-www-form-urlencoded', readForm],
])

function readJson(text: string): unknown {
  return PROTO.test(text) ? JSON.parse(text, refuseProto) : JSON.parse(text)
}

function refuseProto(name: string, value: unknown): unknown {
  if (name === '__proto__') throw new SyntaxError('a member is named __proto__')
  return value
}

/** A field that is given several times is a list, as in Express. */
function readForm(text: string): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = {}
  for (const [name, value] of new URLSearchParams(text)) {
    refuseProto(name, value)
    const before = Object.hasOwn(fields, name) ? fields[name] : undefined
    // Copied for each, a field that is given ten thousand times would take seconds.
    if (Array.isArray(before)) before.push(value)
    else fields[name] = before === undefined ? value : [before, value]
  }
  return fields
}
