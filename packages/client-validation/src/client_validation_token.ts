import { JwtOptionError, type Key, signCompact } from '@x/jwt-core'
import {
  checkList,
  checkSid,
  checkText,
  checkTtl,
  encodeUtf8,
  epochSeconds,
  fixMembers,
  isBranded,
  MAX_TTL,
  type OptionTable,
  optional,
  readOptions,
  refuse,
  sha256Hex,
} from '@x/jwt-core/token'
import { canonicalRequest, headerNames, type RequestParts } from './canonical_request.ts'
import { ALGORITHMS, CONTENT_TYPE, REQUEST_TTL } from './facts.ts'
import { type ClientValidationAlgorithm, takePrivateKey } from './private_key.ts'
import { hashBody, type RequestBody } from './request_body.ts'
import { parseRequestUrl } from './request_url.ts'
import { pickSignedHeaders, type RequestHeaders } from './signed_headers.ts'

export interface ClientValidationTokenOptions {
  /** The account, `AC…`. */
  readonly accountSid: string
  /** The API key that authenticates the requests, `SK…`. */
  readonly apiKeySid: string
  /** The public key as Twilio knows it, `CR…`. */
  readonly credentialSid: string
  /** The RSA private key, of 2048 bits or more: a PEM (text or bytes), JWK, `CryptoKey` or Node `KeyObject`. */
  readonly privateKey: Key
  /** Default `RS256`. */
  readonly algorithm?: ClientValidationAlgorithm | undefined
  /** Life of each signature in seconds. Default 300. */
  readonly ttl?: number | undefined
}

/** A request as it will be sent. */
export interface RequestToSign {
  readonly method: string
  /** The absolute URL, with its query. */
  readonly url: string | URL
  readonly headers: RequestHeaders
  /** What is sent, byte for byte; none when left out. */
  readonly body?: RequestBody | null | undefined
  /** Names of the headers to sign, all of them in `headers`. Default `authorization` and `host`. */
  readonly signedHeaders?: readonly string[] | undefined
}

/** The claims, in their order on the wire. Times are in seconds since the epoch. */
export interface ClientValidationClaims {
  readonly iss: string
  readonly sub: string
  /** The names of the signed headers, joined by `;`. */
  readonly hrh: string
  /** The hash of the canonical request, in hexadecimal. */
  readonly rqh: string
  readonly iat: number
  readonly exp: number
}

const asGiven = (_: string, value: unknown) => value as never

const OPTIONS: OptionTable<ClientValidationTokenOptions> = {
  accountSid: (option, value) => checkSid(option, value, 'AC'),
  apiKeySid: (option, value) => checkSid(option, value, 'SK'),
  credentialSid: (option, value) => checkSid(option, value, 'CR'),
  privateKey: asGiven,
  algorithm: optional((option, value) => {
    if (ALGORITHMS.includes(value as ClientValidationAlgorithm)) return value as ClientValidationAlgorithm
    throw new JwtOptionError(option, `must be ${ALGORITHMS.join(' or ')}`)
  }),
  ttl: optional((option, value) => checkTtl(option, value, MAX_TTL)),
}

/** What is asked of each part besides is asked where it is read: some depend on others. */
const REQUEST: OptionTable<RequestToSign> = {
  method: (_, value) => checkMethod(value),
  url: asGiven,
  headers: (option, value) =>
    typeof value === 'object' && value !== null
      ? (value as RequestHeaders)
      : refuse(option, 'a Headers object, a list of pairs or an object', value),
  body: asGiven,
  signedHeaders: optional((option, value) =>
    checkList<string>(option, value, 'a list of header names', (name) => typeof name === 'string'),
  ),
}

const METHOD = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/

function checkMethod(method: unknown): string {
  if (METHOD.test(checkText('method', method))) return method as string
  throw new JwtOptionError('method', 'must be an HTTP method such as GET')
}

/**
 * Signs requests to Twilio for public key client validation. See twilio.com/docs/iam/pkcv.
 *
 * @example
 * ```ts
 * const token = new ClientValidationToken({ accountSid, apiKeySid, credentialSid, privateKey })
 * const jwt = await token.sign({ method: 'GET', url, headers: { authorization } })
 * ```
 */
export class ClientValidationToken {
  /** @internal Tells the class in every copy of this package. */
  static readonly brand: string = 'twilio-token-toolkit.ClientValidationToken'

  static [Symbol.hasInstance](value: unknown): boolean {
    return isBranded(this, value)
  }

  readonly #key: Key
  readonly accountSid: string
  readonly apiKeySid: string
  readonly credentialSid: string
  readonly algorithm: ClientValidationAlgorithm
  /** Seconds. */
  readonly ttl: number

  /** @throws JwtOptionError `ERR_OPTION_INVALID`, `ERR_KEY_INVALID` */
  constructor(options: ClientValidationTokenOptions) {
    const read = readOptions<ClientValidationTokenOptions>('options', options, OPTIONS)
    const { algorithm = ALGORITHMS[0], ttl = REQUEST_TTL } = read
    this.accountSid = checkSid('accountSid', read.accountSid, 'AC')
    this.apiKeySid = checkSid('apiKeySid', read.apiKeySid, 'SK')
    this.credentialSid = checkSid('credentialSid', read.credentialSid, 'CR')
    this.algorithm = algorithm
    this.ttl = ttl
    this.#key = takePrivateKey(read.privateKey, algorithm)
    fixMembers(this)
  }

  /**
   * The claims that signing this request at this moment gives.
   *
   * @throws JwtOptionError `ERR_OPTION_INVALID`
   */
  async toClaims(request: RequestToSign): Promise<ClientValidationClaims> {
    const read = readOptions<RequestToSign>('request', request, REQUEST)
    const { body, signedHeaders } = read
    const headers = read.headers ?? REQUEST.headers('headers', undefined)
    const url = parseRequestUrl(read.url)
    const parts: RequestParts = {
      method: checkMethod(read.method),
      url,
      headers: pickSignedHeaders(headers, signedHeaders, url.host),
      bodyHash: await hashBody(body),
    }
    const hrh = headerNames(parts)
    const rqh = await sha256Hex(encodeUtf8(canonicalRequest(parts)))
    const iat = epochSeconds()
    return { iss: this.apiKeySid, sub: this.accountSid, hrh, rqh, iat, exp: iat + this.ttl }
  }

  /**
   * Signs a request and returns the value of its `Twilio-Client-Validation` header. What is sent must be what was
   * signed: nothing between here and Twilio may change the method, the URL, a signed header or the body.
   *
   * @throws JwtOptionError `ERR_OPTION_INVALID`, `ERR_KEY_INVALID`
   */
  async sign(request: RequestToSign): Promise<string> {
    const claims = await this.toClaims(request)
    const header = { alg: this.algorithm, typ: 'JWT', kid: this.credentialSid, cty: CONTENT_TYPE }
    const payload = encodeUtf8(JSON.stringify(claims))
    return signCompact(header, payload, this.#key).catch((cause: unknown) => {
      if (!(cause instanceof JwtOptionError)) throw cause
      const problem = `cannot be read as a private key for ${this.algorithm}`
      throw new JwtOptionError('privateKey', problem, 'ERR_KEY_INVALID', { cause })
    })
  }
}
