import {
  type Check,
  checkList,
  checkName,
  copyBytes,
  isBytes,
  type OptionTable,
  optional,
  readOptions,
  refuse,
} from '@x/jwt-core/token'
import { type CorsOptions, readCors } from './cors.ts'
import type { TokenEvent } from './events.ts'
import type { Issued, Issuer } from './issuer.ts'
import type { Limiter } from './limiter.ts'
import type { Denial, Permit } from './permit.ts'
import type { WebRequest, WebResponse } from './web_types.ts'

/** A method that asks for a token. */
export type TokenMethod = 'GET' | 'POST'

/** Makes the answer to a request that got a token: an answer of its own, a text, or what is sent as JSON. */
export type Format = (issued: Issued) => FormatResult | Promise<FormatResult>
export type FormatResult = WebResponse | string | object

/** What {@link createTokenEndpoint} is told. */
export interface TokenEndpointOptions {
  /** Who signs. */
  readonly issuer: Pick<Issuer, 'issue'>
  /**
   * Decides who gets a token, what for and how long, from the app's own session. The body is a JSON value, the fields
   * of a form, or undefined where there is none; what it says of an identity proves nothing. The request's own body
   * has been read.
   */
  readonly authorize: (request: WebRequest, body: unknown) => Permit | Denial | Promise<Permit | Denial>
  /** Pages of other origins that may ask. Default none. */
  readonly cors?: CorsOptions | undefined
  /** Counts permits. Default no limit; undefined is refused, so that a limiter that was never made is not taken for that. */
  readonly limiter?: Limiter
  /** What to do with a permit when the limiter fails. Default `deny`: answer 503. */
  readonly onLimiterError?: 'deny' | 'allow' | undefined
  /** How long the limiter may take before it counts as failed, in seconds. Default 2. */
  readonly limiterTimeout?: number | undefined
  /** Default `['POST']`. */
  readonly methods?: readonly TokenMethod[] | undefined
  /** `json`: `{ token, identity, expires_in }`; `text`: the token; or a function. Default `json`. */
  readonly format?: 'json' | 'text' | Format | undefined
  /** The largest body read, in bytes. Default 16384. */
  readonly maxBodySize?: number | undefined
  /** How long a body may take to arrive, in seconds. Default 10. */
  readonly bodyTimeout?: number | undefined
  /** Told what became of each request. What it throws changes no answer. */
  readonly onEvent?: ((event: TokenEvent) => void) | undefined
  /** Lets events name the identity as a hash under this key. Default not at all. */
  readonly identityKey?: string | Uint8Array | undefined
  /** Told once of what is no mistake and yet seldom meant, such as a life above an hour. Default `console.warn`. */
  readonly onHint?: ((hint: string) => void) | undefined
}

function checked<Value>(expected: string, isRight: (value: unknown) => boolean): Check<Value> {
  return (option, value) => (isRight(value) ? (value as Value) : refuse(option, expected, value))
}

const isFunction = (value: unknown) => typeof value === 'function'
const has = (method: string) => (value: unknown) =>
  isFunction((value as Record<string, unknown> | null | undefined)?.[method])
const isPositive = (value: unknown) => Number.isFinite(value) && (value as number) > 0
const isMethod = (value: unknown) => value === 'GET' || value === 'POST'

const checkSeconds = optional(checked<number>('a positive number', isPositive))

const OPTIONS: OptionTable<TokenEndpointOptions> = {
  issuer: checked('made by createIssuer', has('issue')),
  authorize: checked('a function', isFunction),
  cors: optional(readCors),
  limiter: checked('a limiter with a consume method, or left out', has('consume')),
  onLimiterError: optional(checked("'deny' or 'allow'", (value) => value === 'deny' || value === 'allow')),
  limiterTimeout: checkSeconds,
  methods: optional((option, value) => {
    const methods = checkList<TokenMethod>(option, value, "a list of 'POST' and 'GET'", isMethod)
    return methods.length > 0 ? methods : refuse(option, 'a method at least', value)
  }),
  format: optional(
    checked(
      "'json', 'text' or a function",
      (value) => value === 'json' || value === 'text' || isFunction(value),
    ),
  ),
  maxBodySize: optional(
    checked('a positive whole number', (value) => Number.isSafeInteger(value) && isPositive(value)),
  ),
  bodyTimeout: checkSeconds,
  onEvent: optional(checked('a function', isFunction)),
  identityKey: optional((option, value) =>
    isBytes(value) ? copyBytes(value) : checkName(option, value, 'a key: text or bytes'),
  ),
  onHint: optional(checked('a function', isFunction)),
}

/**
 * Checks the options when the endpoint is made, and not at the first request.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function readEndpointOptions(options: TokenEndpointOptions): TokenEndpointOptions {
  const read = readOptions<TokenEndpointOptions>('options', options, OPTIONS)
  // Neither has a default: what is absent is checked as well.
  for (const name of ['issuer', 'authorize'] as const)
    if (read[name] === undefined) OPTIONS[name](name, undefined)
  return read
}
