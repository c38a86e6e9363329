import { AccessToken } from '@x/access-token'
import { VideoGrant } from '@x/grants-video'
import {
  createIssuer,
  createTokenEndpoint,
  deny,
  type TokenEndpoint,
  type TokenEndpointOptions,
  type TokenEvent,
} from '../src/index.ts'

export const SECRET = 'fake-api-key-secret-0123456789'
export const CREDENTIALS = { accountSid: 'AC1', apiKeySid: 'SK1', apiKeySecret: SECRET }
const URL_OF_ENDPOINT = 'https://app.example/token'

/** The session of the tests' app: a bearer's name in the header that says so. */
export const authorize: TokenEndpointOptions['authorize'] = (request) => {
  const identity = request.headers.get('authorization')?.replace('Bearer ', '')
  return identity === undefined ? deny(401) : { identity, grants: [new VideoGrant({ room: 'daily' })] }
}

export interface Made {
  readonly endpoint: TokenEndpoint
  readonly events: TokenEvent[]
  readonly hints: string[]
}

/** An endpoint that keeps what it tells. */
export function makeEndpoint(options: Partial<TokenEndpointOptions> = {}): Made {
  const events: TokenEvent[] = []
  const hints: string[] = []
  const endpoint = createTokenEndpoint({
    issuer: createIssuer(CREDENTIALS),
    authorize,
    onEvent: (event) => events.push(event),
    onHint: (hint) => hints.push(hint),
    ...options,
  })
  return { endpoint, events, hints }
}

/** A request of alice's. */
export function request(init: RequestInit & { url?: string } = {}): Request {
  const { url = URL_OF_ENDPOINT, headers, ...rest } = init
  return new Request(url, {
    method: 'POST',
    headers: { authorization: 'Bearer alice', ...(headers as Record<string, string>) },
    ...rest,
  })
}

/** Who the token of an answer names; throws where there is no good one. */
export async function identityOf(response: Response, secret = SECRET): Promise<string | undefined> {
  const { token } = (await response.json()) as { token: string }
  return (await AccessToken.verify(token, secret)).identity
}

/** The status of an answer and the code in it. */
export async function outcomeOf(response: Response): Promise<[status: number, code: string]> {
  const { error } = (await response.json()) as { error: { code: string; message: string } }
  return [response.status, error.code]
}
