import type { IncomingMessage, ServerResponse } from 'node:http'
import { readOptions } from '@x/jwt-core/token'
import type { Context } from '../server/context.ts'
import { Loopback, parseObject, readBody } from '../server/loopback.ts'
import { checkMint, type MintOptions, mint } from '../token/mint.ts'
import { type EndpointFault, FAULT_OPTIONS, type FaultOptions, readFault } from './fault.ts'

/** What a request to the fake endpoint came to. */
export interface EndpointRequest {
  /** Seconds since the epoch, by the fake's clock. */
  readonly at: number
  /** The HTTP status of the answer; 0 where none came. */
  readonly status: number
  /** Whether a token was handed out. */
  readonly issued: boolean
}

const HTML = '<!doctype html><title>Sign in</title><h1>Please sign in</h1>'

/** An app's token endpoint, played on loopback: `{ token, identity, expires_in }` until told otherwise. */
export class FakeEndpoint {
  readonly #context: Context
  readonly #requests: EndpointRequest[] = []
  #loopback!: Loopback
  #fault: { readonly fault: EndpointFault; readonly every: number; left: number } | undefined
  #seen = 0
  #token: MintOptions = {}

  /** @internal */
  constructor(context: Context) {
    this.#context = context
  }

  /** @internal */
  async listen(): Promise<this> {
    this.#loopback = await Loopback.listen({
      onRequest: (request, response) => {
        this.#answer(request, response).catch(() => response.destroy())
      },
    })
    return this
  }

  /** What its tokens say. `identity` is the one a request asks for (`?identity=`, or in a JSON body), where it does. */
  get token(): MintOptions {
    return this.#token
  }

  /** @throws JwtOptionError `ERR_OPTION_INVALID` */
  set token(options: MintOptions) {
    this.#token = checkMint('token', options)
  }

  /** `http://127.0.0.1:…/token`, for GET and POST, from a page of any origin. */
  get url(): string {
    return `http://${this.#loopback.host}/token`
  }

  /** Every request that has been answered or cut, in order. */
  get requests(): readonly EndpointRequest[] {
    return [...this.#requests]
  }

  /**
   * Answers with a fault from now on.
   *
   * @throws JwtOptionError `ERR_OPTION_INVALID`
   */
  fail(fault: EndpointFault, options: FaultOptions = {}): void {
    const { times: left = Number.POSITIVE_INFINITY, every = 1 } = readOptions(
      'options',
      options,
      FAULT_OPTIONS,
    )
    this.#seen = 0
    this.#fault = { fault: readFault(fault), every, left }
  }

  /** Cuts off whoever asks, as a network that is gone. */
  offline(): void {
    this.#loopback.offline = true
    this.#loopback.cut()
  }

  /** Ends every fault and outage. */
  restore(): void {
    this.#fault = undefined
    this.#loopback.offline = false
  }

  /** @internal */
  async stop(): Promise<void> {
    await this.#loopback.stop()
  }

  #nextFault(): EndpointFault | undefined {
    const current = this.#fault
    if (!current) return undefined
    this.#seen += 1
    if (this.#seen % current.every !== 0) return undefined
    current.left -= 1
    if (current.left === 0) this.#fault = undefined
    return current.fault
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('access-control-allow-origin', request.headers.origin ?? '*')
    response.setHeader('access-control-allow-credentials', 'true')
    response.setHeader('access-control-allow-headers', 'authorization, content-type')
    response.setHeader('access-control-expose-headers', 'retry-after')
    response.setHeader('cache-control', 'no-store')
    if (request.method === 'OPTIONS') return void response.writeHead(204).end()
    const { clock } = this.#context
    const at = clock.now()
    const body = parseObject(await readBody(request).catch(() => undefined))
    const fault = this.#nextFault()
    if (fault?.kind === 'never') return this.#note(at, 0)
    if (fault?.kind === 'cut') {
      this.#note(at, 0)
      return void response.destroy()
    }
    if (fault?.kind === 'status') {
      const { status, retryAfter } = fault
      if (retryAfter !== undefined) response.setHeader('retry-after', String(retryAfter))
      return this.#send(response, at, status, { error: { code: status, message: 'a fault of the fake' } })
    }
    if (fault?.kind === 'html') {
      response.setHeader('content-type', 'text/html')
      this.#note(at, 200)
      return void response.end(HTML)
    }
    if (fault?.kind === 'slow')
      await new Promise<void>((resolve) => clock.after(fault.seconds, () => resolve()))
    await this.#issue(request, response, at, body)
  }

  async #issue(
    request: IncomingMessage,
    response: ServerResponse,
    at: number,
    body: Readonly<Record<string, unknown>> | undefined,
  ): Promise<void> {
    const { secret, clock } = this.#context
    const asked = new URL(request.url ?? '/', 'http://fake').searchParams.get('identity') ?? body?.identity
    const identity = typeof asked === 'string' && asked !== '' ? asked : this.token.identity
    const token = await mint(secret, clock.now(), { ...this.token, identity })
    this.#send(response, at, 200, {
      token,
      identity: identity ?? 'alice',
      expires_in: this.token.ttl ?? 3600,
    })
  }

  #send(response: ServerResponse, at: number, status: number, body: object): void {
    this.#note(at, status, status === 200)
    response.setHeader('content-type', 'application/json')
    response.writeHead(status).end(JSON.stringify(body))
  }

  #note(at: number, status: number, issued = false): void {
    this.#requests.push({ at, status, issued })
  }
}
