import {
  type AccountSid,
  type ApiKeySid,
  type CredentialSid,
  checkOptions,
  checkSid,
  checkText,
  checkTtl,
  epochSeconds,
  JwtOptionError,
  type Key,
  MAX_TTL,
  signCompact,
} from '@x/jwt-core'
import { canonicalRequest, headerNames, type RequestParts } from './canonical_request.ts'
import { type ClientValidationAlgorithm, checkPrivateKey, type LoadKey } from './private_key.ts'
import { hashBody, type RequestBody, sha256Hex } from './request_body.ts'
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
  readonly #loadKey: LoadKey
  readonly accountSid: AccountSid
  readonly apiKeySid: ApiKeySid
  readonly credentialSid: CredentialSid
  readonly algorithm: ClientValidationAlgorithm
  /** Seconds. */
  readonly ttl: number

  /** @throws JwtOptionError `ERR_OPTION_INVALID`, `ERR_KEY_INVALID` */
  constructor(options: ClientValidationTokenOptions) {
    const { algorithm = 'RS256', ttl = 300 } = checkOptions('options', options)
    this.accountSid = checkSid('accountSid', options.accountSid, 'AC')
    this.apiKeySid = checkSid('apiKeySid', options.apiKeySid, 'SK')
    this.credentialSid = checkSid('credentialSid', options.credentialSid, 'CR')
    if (algorithm !== 'RS256' && algorithm !== 'PS256')
      throw new JwtOptionError('algorithm', 'must be RS256 or PS256')
    this.algorithm = algorithm
    this.ttl = checkTtl('ttl', ttl, MAX_TTL)
    this.#loadKey = checkPrivateKey(options.privateKey, algorithm)
  }

  /**
   * Signs a request and returns the value of its `Twilio-Client-Validation` header. What is sent must be what was
   * signed: nothing between here and Twilio may change the method, the URL, a signed header or the body.
   *
   * @throws JwtOptionError `ERR_OPTION_INVALID`, `ERR_KEY_INVALID`
   */
  async sign(request: RequestToSign): Promise<string> {
    const { body, headers, signedHeaders } = checkOptions('request', request)
    const url = parseRequestUrl(request.url)
    const parts: RequestParts = {
      method: checkMethod(request.method),
      url,
      headers: pickSignedHeaders(headers, signedHeaders, url.host),
      bodyHash: await hashBody(body),
    }
    const now = epochSeconds()
    const claims = {
      iss: this.apiKeySid,
      sub: this.accountSid,
      hrh: headerNames(parts),
      rqh: await sha256Hex(new TextEncoder().encode(canonicalRequest(parts))),
      iat: now,
      exp: now + this.ttl,
    }
    const header = { alg: this.algorithm, typ: 'JWT', kid: this.credentialSid, cty: 'twilio-pkrv;v=1' }
    return signCompact(header, new TextEncoder().encode(JSON.stringify(claims)), await this.#loadKey())
  }
}
