import { REFUSALS, type Refusal } from './refusals.ts'
import type { WebResponse } from './web_types.ts'

/** An answer before it is a `Response`, which Node does without. */
export interface Answer {
  readonly status: number
  /** By lower-case name. Made for this answer alone. */
  readonly headers: Record<string, string>
  /** Those of the app's own format: the one header that cannot be joined to one line. */
  readonly cookies?: readonly string[]
  readonly body: string | null
}

/** What every answer says, since a token is for the one who asked, once. Added to: a spread takes as long as to sign. */
function always(): Record<string, string> {
  return { 'cache-control': 'no-store', vary: 'Origin', 'x-content-type-options': 'nosniff' }
}

function allHeaders(type: string, headers: Readonly<Record<string, string>>): Record<string, string> {
  const all = always()
  all['content-type'] = type
  for (const name in headers) all[name] = headers[name] as string
  return all
}

/** An answer of what is JSON already. */
export function jsonAnswer(status: number, body: string, headers: Readonly<Record<string, string>>): Answer {
  return { status, headers: allHeaders('application/json', headers), body }
}

export function textAnswer(body: string, headers: Readonly<Record<string, string>>): Answer {
  return { status: 200, headers: allHeaders('text/plain; charset=utf-8', headers), body }
}

export function emptyAnswer(headers: Readonly<Record<string, string>>): Answer {
  return { status: 204, headers: Object.assign(always(), headers), body: null }
}

/** What the client is told of a refusal. */
export function refusalAnswer(refusal: Refusal, headers: Readonly<Record<string, string>>): Answer {
  const [status, code, words] = REFUSALS[refusal.reason]
  const message = refusal.message ?? words
  const { retryAfter } = refusal
  return jsonAnswer(
    status,
    JSON.stringify({ error: { code, message } }),
    retryAfter === undefined ? headers : { ...headers, 'retry-after': String(retryAfter) },
  )
}

/** What is read of the answer that an app's own format made. */
export interface OwnResponse {
  readonly status: number
  readonly headers: Iterable<[string, string]> & { getSetCookie(): string[] }
  text(): Promise<string>
}

/** An answer that the app's own format made, with the headers that every answer has. */
export async function readAnswer(
  response: OwnResponse,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  const { status } = response
  // That of `Response.error()`, with which nobody can be answered.
  if (status < 200) throw new RangeError(`status ${status}`)
  const { 'set-cookie': _, vary, ...own } = Object.fromEntries(response.headers)
  return {
    status,
    headers: { ...own, ...always(), ...(vary && { vary: `${vary}, Origin` }), ...headers },
    cookies: response.headers.getSetCookie(),
    // None and an empty one are not the same: an answer of 204 may have neither.
    body: (await response.text()) || null,
  }
}

/** The answer as fetch knows it. */
export function toResponse({ status, headers, cookies, body }: Answer): WebResponse {
  const response = new Response(body, { status, headers })
  for (const cookie of cookies ?? []) response.headers.append('set-cookie', cookie)
  return response as WebResponse
}
