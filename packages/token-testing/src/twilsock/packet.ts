import { isRecord } from '@x/jwt-core/token'

/** One message of Twilsock: a header, and a body that may be empty. */
export interface Packet {
  readonly header: Readonly<Record<string, unknown>>
  readonly body: unknown
}

const MAGIC = /^TWILSOCK V3\.0 (\d{1,7})$/
const LINE_END = '\r\n'

/** Reads `TWILSOCK V3.0 <header's length>`, the header and the body, each on a line; undefined where it is none. */
export function readPacket(data: Buffer): Packet | undefined {
  const first = data.indexOf(LINE_END)
  const length = Number(MAGIC.exec(data.toString('latin1', 0, Math.max(first, 0)))?.[1])
  if (first < 0 || !Number.isInteger(length)) return undefined
  const start = first + LINE_END.length
  if (start + length > data.length) return undefined
  const header = parse(data.toString('utf8', start, start + length))
  if (!isRecord(header)) return undefined
  const text = data.toString('utf8', start + length + LINE_END.length)
  return { header, body: text === '' ? undefined : parse(text) }
}

export function writePacket(header: Readonly<Record<string, unknown>>, body?: unknown): Buffer {
  const payload = body === undefined ? '' : JSON.stringify(body)
  const head = JSON.stringify({
    ...header,
    ...(payload !== '' && { payload_type: 'application/json' }),
    payload_size: Buffer.byteLength(payload),
  })
  return Buffer.from(`TWILSOCK V3.0 ${Buffer.byteLength(head)}${LINE_END}${head}${LINE_END}${payload}`)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
