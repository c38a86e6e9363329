import { isRecord } from '@x/jwt-core/token'
import type { Context } from '../server/context.ts'
import { FakeServer } from '../server/fake_server.ts'
import { parseObject } from '../server/loopback.ts'
import type { Protocol } from '../server/protocol.ts'
import type { Session } from '../server/session.ts'
import { NO_TOKEN, signallingCode, TOKEN_ENDED } from './codes.ts'

// The SDK gives up a connection on which nothing came for 15 seconds.
const HEARTBEAT = { every: 5, text: '\n' }

/** Options for `new Device(token, …)` of `@twilio/voice-sdk`. */
export interface VoiceSdkOptions {
  readonly chunderw: string
  readonly publishEvents: false
}

/** The signalling server of Twilio Voice. */
export class FakeVoice extends FakeServer {
  /** @internal */
  constructor(context: Context) {
    super(context, (server) => protocol(server as FakeVoice))
  }

  /**
   * What `new Device(token, options)` needs to come here. The SDK asks for `wss:`, so its `WebSocket` must be one
   * that speaks plainly to loopback: see `plainLoopback`.
   */
  get sdkOptions(): VoiceSdkOptions {
    return { chunderw: this.host, publishEvents: false }
  }
}

function protocol(server: FakeVoice): Protocol {
  return {
    path: '/signal',
    heartbeat: HEARTBEAT,
    async onMessage(session, data) {
      const text = data.toString('utf8')
      if (text === HEARTBEAT.text) return
      const message = parseObject(text)
      const payload = isRecord(message?.payload) ? message.payload : {}
      if (message?.type === 'listen') await listen(server, session, payload)
      else if (message?.type === 'register') register(session, payload)
    },
    sayEnd: (session) => sayError(session, TOKEN_ENDED, 'Token expired'),
    sayClose(session, code) {
      if (code >= 1000 && code <= 4999) return false
      sayError(session, signallingCode(code), 'Closed by the fake')
      session.close(1000)
      return true
    },
  }
}

async function listen(
  server: FakeVoice,
  session: Session,
  payload: Readonly<Record<string, unknown>>,
): Promise<void> {
  const verdict = await server.present(session, payload.token, ['voice'])
  if (!verdict.ok) sayError(session, signallingCode(verdict.code), verdict.message)
  else {
    const { identity } = verdict.token
    say(session, 'connected', {
      edge: 'ashburn',
      gateway: 'fake',
      home: 'us1',
      region: 'US_EAST_VIRGINIA',
      token: { identity, ttl: Math.round(server.toldLife(verdict.token)) },
    })
  }
}

function register(session: Session, payload: Readonly<Record<string, unknown>>): void {
  const media = isRecord(payload.media) ? payload.media : {}
  if (!session.token) sayError(session, NO_TOKEN, 'Access Token invalid')
  else say(session, media.audio === false ? 'offline' : 'ready', {})
}

function sayError(session: Session, code: number, message: string): void {
  say(session, 'error', { error: { code, message } })
}

function say(session: Session, type: string, payload: object): void {
  session.send(JSON.stringify({ type, payload, version: '1.6' }))
}
