// What Twilio does on its side, written anew from the rules: reads a request off the wire, computes its hash and
// compares it with the token's. Shares no code with the package; the signature is checked by jsonwebtoken and jose.

import { createHash } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import * as jose from 'jose'
import jsonwebtoken from 'jsonwebtoken'

export interface RawRequest {
  method: string
  target: string
  rawHeaders: string[]
  body: Buffer
}

/** A real server that keeps each request as it came. */
export async function startServer(): Promise<{ origin: string; requests: RawRequest[]; server: Server }> {
  const requests: RawRequest[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url: target = '', rawHeaders } = request
      requests.push({ method, target, rawHeaders, body: Buffer.concat(chunks) })
      response.end('ok')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests, server }
}

const UNRESERVED = Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~')

function percentDecode(text: string, plusIsSpace: boolean): Buffer {
  const bytes: number[] = []
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '%') {
      bytes.push(Number.parseInt(text.slice(at + 1, at + 3), 16))
      at += 2
    } else bytes.push(plusIsSpace && text[at] === '+' ? 0x20 : text.charCodeAt(at))
  }
  return Buffer.from(bytes)
}

function percentEncode(bytes: Buffer): string {
  let text = ''
  for (const byte of bytes)
    text += UNRESERVED.includes(byte)
      ? String.fromCharCode(byte)
      : `%${byte < 16 ? '0' : ''}${byte.toString(16).toUpperCase()}`
  return text
}

const sha256 = (data: Buffer | string) => createHash('sha256').update(data).digest('hex')

function headerLine(rawHeaders: string[], name: string): string {
  const values = []
  for (let at = 0; at < rawHeaders.length; at += 2)
    if (rawHeaders[at]?.toLowerCase() === name) values.push((rawHeaders[at + 1] as string).trim())
  return `${name}:${values.join(',')}\n`
}

/** How a server may read a path and a query: decoded and encoded anew, or as they came. */
type Reading = (text: string, plusIsSpace: boolean) => string
const ENCODED_ANEW: Reading = (text, plusIsSpace) => percentEncode(percentDecode(text, plusIsSpace))
const AS_RECEIVED: Reading = (text) => text

function requestHash(
  { method, target, rawHeaders, body }: RawRequest,
  names: string[],
  read: Reading,
): string {
  const mark = target.indexOf('?')
  const path = mark < 0 ? target : target.slice(0, mark)
  const query = mark < 0 ? '' : target.slice(mark + 1)
  let text = `${method.toUpperCase()}\n`
  const segments = path
    .split('/')
    .filter((segment, at, all) => segment !== '' || at === 0 || at === all.length - 1)
  text += `${segments.map((segment) => read(segment, false)).join('/')}\n`
  const pairs = []
  for (const pair of query === '' ? [] : query.split('&')) {
    const equals = pair.indexOf('=')
    const [name, value] = equals < 0 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)]
    pairs.push([name, value].map((side) => read(side, true)).join('='))
  }
  text += `${pairs.sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))).join('&')}\n`
  for (const name of names) text += headerLine(rawHeaders, name)
  text += `\n${names.join(';')}\n${body.length > 0 ? sha256(body) : ''}`
  return sha256(text)
}

/** Throws unless the request carries a token of this key, and the token is of this request in either reading. */
export async function verifyRequest(
  request: RawRequest,
  publicKey: string,
): Promise<Record<string, unknown>> {
  const line = headerLine(request.rawHeaders, 'twilio-client-validation').trim()
  const token = line.slice(line.indexOf(':') + 1)
  const algorithms: ('RS256' | 'PS256')[] = ['RS256', 'PS256']
  const claims = jsonwebtoken.verify(token, publicKey, { algorithms }) as Record<string, unknown>
  const { alg } = jose.decodeProtectedHeader(token)
  await jose.jwtVerify(token, await jose.importSPKI(publicKey, alg as string), { algorithms })
  const names = (claims.hrh as string).split(';')
  if (names.join() !== [...names].sort().join()) throw new Error('the names in hrh are not sorted')
  for (const read of [ENCODED_ANEW, AS_RECEIVED]) {
    const hash = requestHash(request, names, read)
    if (hash !== claims.rqh) throw new Error(`the request's hash is ${hash}, the token's ${claims.rqh}`)
  }
  return claims
}
