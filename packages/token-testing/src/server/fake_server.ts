import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { checkFlag, optional, readOptions } from '@x/jwt-core/token'
import { type WebSocket, WebSocketServer } from 'ws'
import { checkCount, checkInteger, checkSeconds } from '../options.ts'
import { checkToken } from '../token/check_token.ts'
import type { Product } from '../token/product.ts'
import { type CheckedToken, refusal, type Verdict } from '../token/verdict.ts'
import type { Context } from './context.ts'
import { EventLog, type FakeEvent, type FakeEventListener, type FakeEventType } from './events.ts'
import { Loopback } from './loopback.ts'
import type { Protocol } from './protocol.ts'
import { Session } from './session.ts'

/** An open connection as a test sees it. */
export interface FakeConnection {
  readonly id: number
  /** Seconds since the epoch. */
  readonly openedAt: number
  /** Of its token; undefined while it has none that lives. */
  readonly identity: string | undefined
  readonly jti: string | undefined
  /** When its token ends, in seconds since the epoch. */
  readonly expiresAt: number | undefined
}

/** How often {@link FakeServer.refuse} refuses. */
export interface RefuseOptions {
  /** This many times; without it until {@link FakeServer.restore}. */
  readonly times?: number | undefined
}

/** How silent {@link FakeServer.silence} is. */
export interface SilenceOptions {
  /** Reads on, and takes tokens, but answers nothing. Default false. */
  readonly listening?: boolean | undefined
}

const LARGEST_MESSAGE = 1_000_000
const PROTOCOL_ERROR = 1002

/** One of Twilio's servers, played on loopback: honest until told otherwise. */
export class FakeServer {
  readonly #context: Context
  readonly #log: EventLog = new EventLog()
  readonly #sessions: Map<number, Session> = new Map()
  readonly #sockets: WebSocketServer = new WebSocketServer({ noServer: true, maxPayload: LARGEST_MESSAGE })
  readonly #protocol: Protocol
  #loopback!: Loopback
  #count = 0
  #silence: 'none' | 'mute' | 'gone' = 'none'
  #refusal: { readonly code: number; left: number } | undefined
  #ttl: number | undefined

  /** @internal */
  constructor(context: Context, protocol: (server: FakeServer) => Protocol) {
    this.#context = context
    this.#protocol = protocol(this)
  }

  /** @internal */
  async listen(): Promise<this> {
    this.#loopback = await Loopback.listen({
      onRequest: (request, response) => this.#onRequest(request, response),
      onUpgrade: (request, socket, head) => void this.#onUpgrade(request, socket, head),
    })
    return this
  }

  /** Host and port, `127.0.0.1:…`. */
  get host(): string {
    return this.#loopback.host
  }

  /** The address of the web socket, `ws://127.0.0.1:…`. */
  get url(): string {
    return `ws://${this.host}${this.#protocol.path}`
  }

  /** The connections that are open now. */
  get connections(): readonly FakeConnection[] {
    return [...this.#sessions.values()].map(({ id, openedAt, token }) => ({
      id,
      openedAt,
      identity: token?.identity,
      jti: token?.jti,
      expiresAt: token?.expiresAt,
    }))
  }

  /** All that has happened, from the start. */
  get events(): readonly FakeEvent[] {
    return this.#log.all
  }

  /** Seconds of life that the server tells its clients, whatever a token says; undefined, as from the start, for the truth. */
  get ttl(): number | undefined {
    return this.#ttl
  }

  /** @throws JwtOptionError `ERR_OPTION_INVALID` */
  set ttl(seconds: number | undefined) {
    this.#ttl = seconds === undefined ? undefined : checkSeconds('ttl', seconds, 0)
  }

  /** Calls back at each event from now on. The returned function ends that. */
  subscribe(listener: FakeEventListener): () => void {
    return this.#log.subscribe(listener)
  }

  /**
   * Resolves with the `count`th event of a type, counted from the server's start; rejects after `timeout` seconds of
   * the machine's time.
   */
  until(type: FakeEventType, count = 1, timeout = 10): Promise<FakeEvent> {
    return this.#log.until(type, count, timeout)
  }

  /**
   * Refuses every token that is presented from now on, under one of Twilio's error numbers (20101 to 20107, or the
   * product's own). Connections that stand are left alone.
   *
   * @throws JwtOptionError `ERR_OPTION_INVALID`
   */
  refuse(code: number, options: RefuseOptions = {}): void {
    const table = { times: optional(checkCount) }
    const { times: left = Number.POSITIVE_INFINITY } = readOptions<RefuseOptions>('options', options, table)
    this.#refusal = { code: checkInteger('code', code, 100, 99_999), left }
  }

  /**
   * Closes the connections that are open: with a web socket code (1000 to 4999, default 1001; 1006 cuts them), or
   * with a code of the product's own protocol, such as 410 of Twilsock.
   *
   * @throws JwtOptionError `ERR_OPTION_INVALID`
   */
  close(code = 1001): void {
    checkInteger('code', code, 100, 99_999)
    for (const session of this.#sessions.values()) {
      if (this.#protocol.sayClose?.(session, code)) continue
      session.close(code >= 1000 && code <= 4999 ? code : 1011, 'closed by the fake')
    }
  }

  /**
   * Falls silent: connections stay open and new ones are let in, but nothing is read and nothing said. With
   * `listening`, tokens are read and taken as ever, and only the answers stay out.
   *
   * @throws JwtOptionError `ERR_OPTION_INVALID`
   */
  silence(options: SilenceOptions = {}): void {
    const table = { listening: optional(checkFlag) }
    const { listening } = readOptions<SilenceOptions>('options', options, table)
    this.#silence = listening === true ? 'mute' : 'gone'
  }

  /** Cuts all connections, and whoever tries to come back, as a network that is gone. */
  offline(): void {
    this.#loopback.offline = true
    this.#loopback.cut()
  }

  /** Ends every refusal, silence, lie and outage. */
  restore(): void {
    this.#silence = 'none'
    this.#refusal = undefined
    this.#ttl = undefined
    this.#loopback.offline = false
  }

  /** @internal */
  async stop(): Promise<void> {
    for (const session of this.#sessions.values()) session.drop()
    this.#sockets.close()
    await this.#loopback.stop()
  }

  /** @internal The life, in seconds, that a client is told. */
  toldLife(token: CheckedToken): number {
    return this.#ttl ?? Math.max(0, token.expiresAt - this.#context.clock.now())
  }

  /** @internal Checks a token that a client presents, and lets its session live by it when it is good. */
  async present(session: Session, token: unknown, products: readonly Product[]): Promise<Verdict> {
    const verdict = await this.judge(token, products)
    this.#note(session.id, verdict)
    if (verdict.ok && this.#sessions.has(session.id)) this.#start(session, verdict.token)
    return verdict
  }

  /** @internal Checks a token without a session. */
  async judge(token: unknown, products: readonly Product[]): Promise<Verdict> {
    if (this.#refusal) {
      const { code } = this.#refusal
      this.#refusal.left -= 1
      if (this.#refusal.left === 0) this.#refusal = undefined
      return refusal(code)
    }
    return checkToken(token, this.#context.secret, this.#context.clock.now(), products)
  }

  #start(session: Session, token: CheckedToken): void {
    const { clock } = this.#context
    const { warning, sayEnding, sayEnd } = this.#protocol
    const told = this.toldLife(token)
    const timers = [
      clock.after(token.expiresAt - clock.now(), () => {
        this.#add('expired', session.id, token)
        session.drop()
        sayEnd(session, token)
      }),
    ]
    // A life no longer than the warning gets none.
    if (warning !== undefined && told > warning)
      timers.push(
        clock.after(told - warning, () => {
          this.#add('ending', session.id, token)
          sayEnding?.(session)
        }),
      )
    session.take(token, timers)
  }

  #note(connection: number, verdict: Verdict): void {
    if (verdict.ok) this.#add('accepted', connection, verdict.token)
    else this.#log.add({ type: 'refused', at: this.#context.clock.now(), connection, code: verdict.code })
  }

  #add(type: FakeEventType, connection: number, token?: CheckedToken): void {
    const at = this.#context.clock.now()
    const { identity, jti, expiresAt } = token ?? {}
    this.#log.add({
      type,
      at,
      connection,
      ...(identity !== undefined && { identity }),
      ...(jti !== undefined && { jti }),
      ...(expiresAt !== undefined && { expiresAt }),
    })
  }

  #onRequest(request: IncomingMessage, response: ServerResponse): void {
    // The answer never comes, as from a server that hangs.
    if (this.#silence === 'gone') return
    if (this.#protocol.onRequest) this.#protocol.onRequest(request, response)
    else response.writeHead(426).end()
  }

  async #onUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    socket.on('error', () => socket.destroy())
    const url = new URL(request.url ?? '/', `http://${this.host}`)
    if (url.pathname !== this.#protocol.path) return void socket.end('HTTP/1.1 404 Not Found\r\n\r\n')
    this.#count += 1
    const id = this.#count
    const { addressToken } = this.#protocol
    if (!addressToken || this.#silence === 'gone')
      return this.#sockets.handleUpgrade(request, socket, head, (web) => this.#open(id, web))
    const verdict = await this.judge(addressToken.read(url), addressToken.products)
    if (socket.destroyed) return
    if (!verdict.ok) {
      this.#note(id, verdict)
      return void socket.end(`HTTP/1.1 ${verdict.code < 600 ? verdict.code : 401} Refused\r\n\r\n`)
    }
    this.#sockets.handleUpgrade(request, socket, head, (web) => this.#open(id, web, verdict.token))
  }

  #open(id: number, socket: WebSocket, token?: CheckedToken): void {
    const session = new Session(id, this.#context.clock.now(), socket, () => this.#silence !== 'none')
    this.#sessions.set(id, session)
    this.#add('connected', id)
    const { heartbeat } = this.#protocol
    const beats = heartbeat && setInterval(() => session.send(heartbeat.text), heartbeat.every * 1000)
    socket.on('error', () => socket.terminate())
    socket.on('close', () => {
      clearInterval(beats)
      session.drop()
      this.#sessions.delete(id)
      this.#add('disconnected', id)
    })
    // One message after another: what a client says with a token is judged after the token is.
    let last: Promise<void> = Promise.resolve()
    socket.on('message', (data, isBinary) => {
      if (this.#silence === 'gone') return
      last = last
        .then(() => this.#protocol.onMessage(session, data as Buffer, isBinary))
        .catch(() => session.close(PROTOCOL_ERROR))
    })
    if (token) {
      this.#add('accepted', id, token)
      this.#start(session, token)
    }
    this.#protocol.onOpen?.(session)
  }
}
