import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Context } from '../server/context.ts'
import { FakeServer } from '../server/fake_server.ts'
import { parseObject, readBody } from '../server/loopback.ts'
import type { Protocol } from '../server/protocol.ts'
import { answerWorker, workerOf } from './worker_service.ts'

/** A web socket's code for a breach of policy: here, a token that has ended. */
const TOKEN_ENDED = 1008
// The SDK gives up a connection on which nothing came for 30 seconds.
const HEARTBEAT = { every: 10, text: ' ' }
const PATH = '/v1/wschannels'

/** Options for `new Worker(token, …)` of `twilio-taskrouter`. */
export interface EventBridgeSdkOptions {
  readonly ebServer: string
  readonly wsServer: string
}

/** The event bridge: the server behind TaskRouter's workers. */
export class FakeEventBridge extends FakeServer {
  /** @internal */
  constructor(context: Context) {
    super(context, (server) => protocol(server as FakeEventBridge))
  }

  /** What `new Worker(token, options)` needs to come here. */
  get sdkOptions(): EventBridgeSdkOptions {
    return { ebServer: `http://${this.host}${PATH}`, wsServer: this.url }
  }
}

function protocol(server: FakeEventBridge): Protocol {
  return {
    path: PATH,
    heartbeat: HEARTBEAT,
    addressToken: { products: ['task_router'], read: (url) => url.searchParams.get('token') },
    onOpen(session) {
      const { token } = session
      if (!token) return
      const { worker, workspace } = workerOf(token)
      session.send(
        JSON.stringify({
          event_type: 'init',
          payload: {
            account_sid: token.accountSid,
            channel_id: worker,
            workspace_sid: workspace,
            // Milliseconds, unlike every other life in these protocols.
            token_lifetime: Math.round(server.toldLife(token) * 1000),
          },
        }),
      )
    },
    onMessage() {},
    onRequest: (request, response) => void answer(server, request, response),
    sayEnd: (session) => session.close(TOKEN_ENDED, 'Token expired'),
  }
}

/** A request to TaskRouter, wrapped with the token into one POST. */
async function answer(
  server: FakeEventBridge,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.setHeader('access-control-allow-origin', '*')
  response.setHeader('access-control-allow-headers', '*')
  if (request.method === 'OPTIONS') return void response.writeHead(204).end()
  response.setHeader('content-type', 'application/json')
  const body = parseObject(await readBody(request))
  if (!body) return void response.writeHead(400).end(JSON.stringify({ message: 'No JSON object' }))
  const verdict = await server.judge(body.token, ['task_router'])
  if (!verdict.ok) {
    const { code, message } = verdict
    return void response.writeHead(code < 600 ? code : 401).end(JSON.stringify({ code, message }))
  }
  const payload = answerWorker(String(body.url), verdict.token)
  if (payload) response.writeHead(200).end(JSON.stringify({ payload }))
  else response.writeHead(404).end(JSON.stringify({ code: 20404, message: 'Not played by the fake' }))
}
