import { JwtError, JwtOptionError } from '@x/jwt-core/token'
import { type Answer, emptyAnswer, refusalAnswer, toResponse } from './answer.ts'
import { ANSWER } from './answering.ts'
import type { Call } from './call.ts'
import { createCors, preflightHeaders } from './cors.ts'
import { count } from './count.ts'
import { decide } from './decide.ts'
import { createTeller, type Outcome } from './events.ts'
import { fetchCall } from './fetch_call.ts'
import { handOut } from './hand_out.ts'
import { createHints } from './hints.ts'
import { type Issued, isOurs } from './issuer.ts'
import { readEndpointOptions, type TokenEndpointOptions } from './options.ts'
import { isOwnSite } from './own_site.ts'
import { parseBody } from './parse_body.ts'
import { Refusal } from './refusals.ts'
import type { WebRequest, WebResponse } from './web_types.ts'

/** Answers requests for tokens. */
export type TokenEndpoint = (request: WebRequest) => Promise<WebResponse>

/**
 * Makes the route that hands out access tokens. Who may have which is decided by `authorize`, which has no default.
 *
 * @example
 * ```ts
 * const endpoint = createTokenEndpoint({
 *   issuer: createIssuer({ accountSid, apiKeySid, apiKeySecret }),
 *   async authorize(request) {
 *     const user = await userOf(request.headers.get('cookie'))
 *     if (user === undefined) return deny(401)
 *     return { identity: user.name, grants: [new VideoGrant({ room: user.room })] }
 *   },
 * })
 * ```
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function createTokenEndpoint(options: TokenEndpointOptions): TokenEndpoint {
  const read = readEndpointOptions(options)
  const { issuer, authorize, limiter, onEvent, identityKey } = read
  const { format = 'json', onLimiterError = 'deny', limiterTimeout = 2 } = read
  const { maxBodySize = 16384, bodyTimeout = 10, onHint = (hint) => console.warn(hint) } = read
  const methods: readonly string[] = read.methods ?? ['POST']
  const cors = read.cors && createCors(read.cors)
  const hints = createHints(onHint)
  const tell = createTeller(onEvent, identityKey)

  /** Whether a request may ask at all: the answer to a preflight, which asks for no token, or undefined. */
  function admit(call: Call, headers: Record<string, string>): Answer | undefined {
    // Before anybody reads it: an address that is none is the client's fault.
    call.url()
    const origin = call.header('origin')
    const isListed = origin !== undefined && cors?.lists(origin) === true
    if (isListed) Object.assign(headers, cors?.headersFor(origin))
    if (cors !== undefined && isPreflight(call)) {
      if (!isListed) throw new Refusal('origin')
      const asked = call.header('access-control-request-headers')
      return emptyAnswer({ ...headers, ...preflightHeaders(methods, asked) })
    }
    if (!methods.includes(call.method)) {
      headers.allow = methods.join(', ')
      throw new Refusal('method')
    }
    if (call.header('cookie') !== undefined && !isListed && !isOwnSite(call, origin))
      throw new Refusal('origin')
    return undefined
  }

  /** The way of a request to its token, in one function: each that is waited for takes a turn and memory of its own. */
  async function answer(call: Call): Promise<Answer> {
    const outcome: Outcome = { began: tell === undefined ? 0 : performance.now() }
    const headers: Record<string, string> = {}
    let made: Answer
    try {
      const preflight = admit(call, headers)
      if (preflight !== undefined) return preflight
      const given = call.body(maxBodySize, bodyTimeout)
      const body = given && 'then' in given ? await given : given
      if (body !== undefined && 'lost' in body) hints.bodyLost()
      const decided = decide(authorize, call.request(), parseBody(body, call))
      const permit = 'then' in decided ? await decided : decided
      outcome.permit = permit
      if (limiter !== undefined)
        outcome.refusal = await count(limiter, permit, limiterTimeout, onLimiterError)
      let issued: Issued
      let isOwn: boolean
      try {
        // Asked for once: what was called is what is told by it.
        const { issue } = issuer
        isOwn = isOurs(issue)
        issued = await issue.call(issuer, permit)
        // An issuer of somebody's own may give anything.
        if (typeof issued.token !== 'string') throw new JwtOptionError('issuer', 'must give a token')
      } catch (error) {
        const isAway = error instanceof JwtError && error.code === 'ERR_KEY_UNAVAILABLE'
        throw new Refusal(isAway ? 'key-unavailable' : 'issue', { error })
      }
      hints.life(permit.ttl ?? 3600)
      const handed = handOut(issued, format, headers, isOwn)
      made = 'then' in handed ? await handed : handed
      outcome.issued = issued
    } catch (error) {
      // Beside refusals there are the app's own functions that throw, such as the one that knows origins.
      outcome.refusal = error instanceof Refusal ? error : new Refusal('authorize', { error })
      made = refusalAnswer(outcome.refusal, headers)
    }
    if (tell !== undefined) await tell(outcome, made.status)
    return made
  }

  const endpoint: TokenEndpoint = async (request) => toResponse(await answer(fetchCall(request)))
  return Object.defineProperty(endpoint, ANSWER, { value: answer })
}

function isPreflight(call: Call): boolean {
  return (
    call.method === 'OPTIONS' &&
    call.header('origin') !== undefined &&
    call.header('access-control-request-method') !== undefined
  )
}
