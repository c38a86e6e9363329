import { isRecord } from '@x/jwt-core/token'
import type { Context } from '../server/context.ts'
import { FakeServer } from '../server/fake_server.ts'
import type { Protocol } from '../server/protocol.ts'
import type { Session } from '../server/session.ts'
import type { Product } from '../token/product.ts'
import type { Verdict } from '../token/verdict.ts'
import { type Packet, readPacket, writePacket } from './packet.ts'
import { SyncService } from './sync_service.ts'
import { answerUpstream } from './upstream.ts'

/** Seconds before its end at which a client is told that its token ends. */
const WARNING = 180
const EXPIRED = 410

/** The codes under which Twilsock closes a connection. */
const CLOSE_STATUS: Readonly<Record<number, string>> = {
  308: 'OFFLOADED',
  401: 'UNAUTHORIZED',
  406: 'NOT_ACCEPTABLE',
  410: 'TOKEN_EXPIRED',
  417: 'PROTOCOL_ERROR',
}

/** Options for the clients of `@twilio/conversations` and `twilio-sync`. */
export interface TwilsockSdkOptions {
  readonly Twilsock: { readonly uri: string }
}

/** The server behind Twilio Conversations and Sync. */
export class FakeTwilsock extends FakeServer {
  /** @internal */
  constructor(context: Context) {
    super(context, (server) => protocol(server as FakeTwilsock))
  }

  /** What `new Client(token, options)` of Conversations, and `new SyncClient(token, options)`, need to come here. */
  get sdkOptions(): TwilsockSdkOptions {
    return { Twilsock: { uri: this.url } }
  }
}

function protocol(server: FakeTwilsock): Protocol {
  const sync = new SyncService()
  /** The products that a session asked for in its `init`; a token in an update must have their grants too. */
  const asked = new WeakMap<Session, readonly Product[]>()

  async function init(session: Session, id: unknown, header: Packet['header']): Promise<void> {
    const products = productsOf(header.registrations)
    asked.set(session, products)
    const verdict = await server.present(session, header.token, products)
    if (!verdict.ok) sayRefusal(session, id, verdict)
    else sayStarted(session, id)
  }

  async function update(session: Session, id: unknown, header: Packet['header']): Promise<void> {
    const verdict = await server.present(session, header.token, asked.get(session) ?? [])
    if (verdict.ok) reply(session, id, {})
    else sayRefusal(session, id, verdict)
  }

  function forward(session: Session, id: unknown, { header, body }: Packet): void {
    const { token } = session
    if (!token) {
      sayStatus(session, id, 401, 'UNAUTHORIZED', 20101)
      return
    }
    const request = isRecord(header.http_request) ? header.http_request : {}
    const { method = 'GET', host = '', path = '', params } = request
    const query = isRecord(params) ? params : {}
    const answer = answerUpstream(
      { method: String(method), host: String(host), path: String(path), query, body },
      token,
      sync,
    )
    const http_status = { code: answer.status, status: answer.status < 300 ? 'OK' : 'ERROR' }
    reply(session, id, { http_status, http_headers: { 'content-type': 'application/json' } }, answer.body)
  }

  return {
    path: '/v3/wsconnect',
    warning: WARNING,
    async onMessage(session, data) {
      const packet = readPacket(data)
      if (!packet) return session.close(1002, 'no Twilsock message')
      const { method, id } = packet.header
      if (method === 'init') await init(session, id, packet.header)
      else if (method === 'update') await update(session, id, packet.header)
      else if (method === 'message') forward(session, id, packet)
      else if (method === 'close') session.close(1000)
      else if (method !== 'reply') reply(session, id, {})
    },
    sayEnding(session) {
      const id = `TMfake-${session.id}-ending`
      session.send(writePacket({ id, method: 'client_update', client_update_type: 'token_about_to_expire' }))
    },
    sayEnd: (session) => sayClose(session, EXPIRED),
    sayClose,
  }
}

/** The products behind a client's registrations; a client that names none may have a token for either. */
function productsOf(registrations: unknown): readonly Product[] {
  const names = Array.isArray(registrations)
    ? registrations.map((each) => isRecord(each) && each.product)
    : []
  const products = new Set<Product>()
  for (const name of names) {
    if (name === 'ip_messaging' || name === 'chat') products.add('chat')
    if (name === 'data_sync') products.add('data_sync')
  }
  return [...products]
}

function sayStarted(session: Session, id: unknown): void {
  reply(session, id, {
    continuation_token: `fake-${session.id}`,
    continuation_token_status: { reissued: false, reissue_message: '' },
    offline_storage: Object.fromEntries(
      ['data_sync', 'ip_messaging'].map((product) => [product, { storage_id: `fake-${product}` }]),
    ),
    init_registrations: [],
    capabilities: ['client_update', 'offline_storage', 'telemetry.v1'],
  })
}

function sayRefusal(session: Session, id: unknown, verdict: Extract<Verdict, { ok: false }>): void {
  const { code, message } = verdict
  if (code < 1000) sayStatus(session, id, code, message)
  else sayStatus(session, id, 401, 'UNAUTHORIZED', code, message)
}

function sayStatus(
  session: Session,
  id: unknown,
  code: number,
  status: string,
  errorCode?: number,
  description?: string,
): void {
  session.send(writePacket({ method: 'reply', id, status: { code, status, errorCode, description } }))
}

function reply(session: Session, id: unknown, header: object, body?: unknown): void {
  session.send(writePacket({ method: 'reply', id, status: { code: 200, status: 'OK' }, ...header }, body))
}

function sayClose(session: Session, code: number): boolean {
  const status = CLOSE_STATUS[code]
  if (status === undefined) return false
  session.send(writePacket({ id: `TMfake-${session.id}-close`, method: 'close', status: { code, status } }))
  session.close(1000)
  return true
}
