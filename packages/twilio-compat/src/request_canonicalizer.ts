import { isBranded } from '@x/jwt-core/token'
import { sha256Hex } from './sync_crypto.ts'

/**
 * The `RequestCanonicalizer` of `twilio`: writes a request in the one form that both sides hash
 * (twilio.com/docs/iam/pkcv/quickstart). It keeps twilio's encoding, which leaves `! ' ( )` bare; the query value is
 * not cut at its second `=`.
 */
export class RequestCanonicalizer {
  /** @internal Tells the class in every copy of this package. */
  static get brand(): string {
    return 'twilio-token-toolkit.compat.RequestCanonicalizer'
  }

  static [Symbol.hasInstance](value: unknown): boolean {
    return isBranded(this, value)
  }

  method: string
  uri: string
  queryParams: Record<string, string>
  // biome-ignore lint/suspicious/noExplicitAny: typed as in twilio so that code compiles
  requestBody: any
  headers: Record<string, string>

  constructor(
    method: string,
    uri: string,
    queryParams: Record<string, string>,
    requestBody: unknown,
    headers: Record<string, string>,
  ) {
    this.method = method
    this.uri = uri
    this.queryParams = queryParams
    this.requestBody = requestBody
    this.headers = headers
  }

  getCanonicalizedMethod(): string {
    return this.method.toUpperCase()
  }

  customEncode(str: string): string {
    return encodeURIComponent(decodeURIComponent(str)).replaceAll('*', '%2A')
  }

  ASCIICompare(a: string, b: string): number {
    return a === b ? 0 : a < b ? -1 : 1
  }

  getCanonicalizedPath(): string {
    const [path = ''] = this.uri.split('?')
    return path
      .replace(/\/+/g, '/')
      .split('/')
      .map((segment) => this.customEncode(segment))
      .join('/')
  }

  getCanonicalizedQueryParams(): string {
    return Object.entries(this.queryParams || {})
      .map(([name, value]) => ({ name, value: `${value}`, pair: `${name}=${value}` }))
      .sort((a, b) => this.ASCIICompare(a.pair, b.pair))
      .map(({ name, value }) => `${this.customEncode(name)}=${this.customEncode(value)}`)
      .join('&')
  }

  getCanonicalizedHeaders(): string {
    const lines = Object.keys(this.headers)
      .map((key) => `${key.toLowerCase()}:${this.headers[key] ? this.headers[key].trim() : ''}`)
      .sort((a, b) => this.ASCIICompare(a, b))
    return `${lines.join('\n')}\n`
  }

  getCanonicalizedHashedHeaders(): string {
    return Object.keys(this.headers)
      .sort((a, b) => this.ASCIICompare(a, b))
      .join(';')
  }

  getCanonicalizedRequestBody(): string {
    const body: unknown = this.requestBody
    if (!body) return ''
    return this.sha256Hex(typeof body === 'string' ? body : JSON.stringify(body))
  }

  sha256Hex(body: string): string {
    return sha256Hex(body)
  }

  getCanonicalizedRequestString(): string {
    return [
      this.getCanonicalizedMethod(),
      this.getCanonicalizedPath(),
      this.getCanonicalizedQueryParams(),
      this.getCanonicalizedHeaders(),
      this.getCanonicalizedHashedHeaders(),
      this.getCanonicalizedRequestBody(),
    ].join('\n')
  }

  create(): string {
    return this.sha256Hex(this.getCanonicalizedRequestString())
  }
}
