import { TokenSourceError, withoutTokens } from './errors.ts'
import { readToken } from './token.ts'

/** As much of a `Response` as is read. */
export interface ResponseLike {
  readonly status: number
  readonly headers: { get(name: string): string | null }
  text(): Promise<string>
}

/** Seconds to wait: `Retry-After` is a number of them or a date, which counts by the server's clock where it shows. */
function retryAfterOf({ headers }: ResponseLike): number | undefined {
  const value = headers.get('retry-after')
  if (value === null) return undefined
  const now = Date.parse(headers.get('date') ?? '') || Date.now()
  const seconds = /^\s*\d+\s*$/.test(value) ? Number(value) : (Date.parse(value) - now) / 1000
  return seconds >= 0 ? seconds : undefined
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** What an answer is that is no token, in words that quote none. */
function describe(text: string, json: unknown): string {
  if (text === '') return 'nothing'
  if (text[0] === '<') return 'HTML'
  if (typeof json !== 'object' || json === null) return 'text that is no token'
  const { error, message } = json as { error?: { message?: unknown }; message?: unknown }
  const said = error?.message ?? error ?? message
  if (typeof said === 'string') return `the error "${withoutTokens(said)}"`
  return `JSON of ${withoutTokens(Object.keys(json).join(', ')) || 'no member'}`
}

/**
 * The token in an endpoint's answer.
 *
 * @throws TokenSourceError `ERR_TOKEN_FETCH_REFUSED` for 401 and 403, `ERR_TOKEN_FETCH` for another bad status,
 * `ERR_TOKEN_UNREADABLE` for a good one without a token.
 */
export async function readAnswer(response: ResponseLike): Promise<string> {
  const { status } = response
  const text = (await response.text()).trim()
  const json = parse(text)
  if (status >= 200 && status < 300) {
    try {
      // A token may be JSON of its own: a text in quotes.
      const { token, accessToken } = Object(json)
      const found = typeof json === 'string' ? json : json === undefined ? text : (token ?? accessToken)
      return readToken(found, Date.now() / 1000).token
    } catch (error) {
      const { message } = error as Error
      const found = `the endpoint answered ${status} with ${describe(text, json)}: ${message}`
      throw new TokenSourceError('ERR_TOKEN_UNREADABLE', found, { status })
    }
  }
  const code = status === 401 || status === 403 ? 'ERR_TOKEN_FETCH_REFUSED' : 'ERR_TOKEN_FETCH'
  const retryAfter = retryAfterOf(response)
  throw new TokenSourceError(code, `the endpoint answered ${status} with ${describe(text, json)}`, {
    status,
    retryAfter,
  })
}
