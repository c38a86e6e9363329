import { ALGORITHMS, CONTENT_TYPE, REQUEST_TTL } from '@x/client-validation/facts'
import { epochSeconds, isBranded } from '@x/jwt-core/token'
import { hide } from './hidden.ts'
import { RequestCanonicalizer } from './request_canonicalizer.ts'
import { signRsa } from './sync_crypto.ts'
import { expiresAt } from './timespan.ts'

export interface ValidationTokenOptions {
  accountSid: string
  /** The public key as Twilio knows it, `CR…`. */
  credentialSid: string
  /** The API key, `SK…`. */
  signingKey: string
  /** The RSA private key as a PEM. */
  privateKey: string
  /** `RS256` (default) or `PS256`. */
  algorithm?: string | undefined
}

const REQUIRED = ['accountSid', 'credentialSid', 'signingKey', 'privateKey'] as const
type ValidationAlgorithm = (typeof ALGORITHMS)[number]

/** A request as axios describes one. */
interface HttpRequest {
  readonly url?: string
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>> | null
  readonly params?: Record<string, string>
  readonly data?: unknown
}

/**
 * The `ValidationToken` of `twilio.jwt`: signs requests for public key client validation, synchronously.
 * See this package's README for the few places where it differs on purpose.
 *
 * @example
 * ```ts
 * const token = new ValidationToken({ accountSid, credentialSid, signingKey: apiKeySid, privateKey })
 * const header = token.fromHttpRequest({ method: 'GET', url, headers: { Authorization } })
 * ```
 */
export class ValidationToken {
  /** @internal Tells the class in every copy of this package. */
  static get brand(): string {
    return 'twilio-token-toolkit.compat.ValidationToken'
  }

  static [Symbol.hasInstance](value: unknown): boolean {
    return isBranded(this, value)
  }

  static readonly DEFAULT_ALGORITHM: 'RS256' = ALGORITHMS[0]
  static readonly ALGORITHMS: readonly [ValidationAlgorithm, ValidationAlgorithm] = ALGORITHMS

  readonly accountSid: string
  readonly credentialSid: string
  readonly signingKey: string
  declare readonly privateKey: string
  readonly algorithm: ValidationAlgorithm
  /** Life of each signature in seconds. */
  ttl: number

  /** @throws Error with twilio's message when an option is missing or the algorithm is another */
  constructor(opts: ValidationTokenOptions) {
    for (const name of REQUIRED) if (!opts[name]) throw new Error(`${name} is required`)
    const algorithm = (opts.algorithm ?? ValidationToken.DEFAULT_ALGORITHM) as ValidationAlgorithm
    if (!ValidationToken.ALGORITHMS.includes(algorithm))
      throw new Error(`Algorithm not supported. Allowed values are ${ValidationToken.ALGORITHMS.join(', ')}`)
    this.accountSid = opts.accountSid
    this.credentialSid = opts.credentialSid
    this.signingKey = opts.signingKey
    hide(this, 'privateKey', opts.privateKey)
    this.algorithm = algorithm
    this.ttl = REQUEST_TTL
  }

  /**
   * Reads what is signed out of a request as axios describes one: `url`, `method`, `headers`, `params`, `data`.
   *
   * @throws Error with twilio's message when it has no URL or method
   */
  getRequestCanonicalizer(request: unknown): RequestCanonicalizer {
    const http = request as HttpRequest
    const authorization = http.headers?.Authorization as string
    if (!http.url) throw new Error('Url is required')
    if (!http.method) throw new Error('Method is required')
    const { host, pathname } = new URL(http.url)
    const params = http.params as Record<string, string>
    return new RequestCanonicalizer(http.method, pathname, params, http.data, { host, authorization })
  }

  /**
   * Signs a request and returns the value of its `Twilio-Client-Validation` header.
   *
   * @throws Error that begins with twilio's `Error generating JWT token`
   */
  fromHttpRequest(request: unknown): string {
    try {
      const canonicalizer = this.getRequestCanonicalizer(request)
      const rqh = canonicalizer.create()
      const { algorithm: alg, credentialSid: kid, signingKey: iss, accountSid: sub } = this
      const hrh = canonicalizer.getCanonicalizedHashedHeaders()
      const now = epochSeconds()
      return signRsa(
        { alg, typ: 'JWT', kid, cty: CONTENT_TYPE },
        { iss, sub, hrh, rqh, iat: now, exp: expiresAt(now, this.ttl) },
        this.privateKey,
      )
    } catch (cause) {
      // Without a `cause`, as twilio throws it: test runners compare that too.
      throw new Error(`Error generating JWT token ${cause}`)
    }
  }
}
