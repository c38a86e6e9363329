import type { IncomingMessage, ServerResponse } from 'node:http'
import { describe, JwtOptionError } from '@x/jwt-core/token'
import { refusalAnswer } from '../answer.ts'
import { ANSWER, type Answering } from '../answering.ts'
import { Refusal } from '../refusals.ts'
import type { WebRequest, WebResponse } from '../web_types.ts'
import { askFetch } from './ask_fetch.ts'
import { NodeCall } from './node_call.ts'
import type { FastifyReplyLike, FastifyRequestLike, NodeHandler, NodeRequest } from './node_types.ts'
import { send } from './send.ts'

/**
 * Takes an endpoint into node:http, Express 4 and 5 (with or without a body parser before it, mounted anywhere) and
 * Fastify. It answers every request itself; `next` is called only when a function of your own around the endpoint throws.
 *
 * @example
 * ```ts
 * http.createServer(toNodeHandler(endpoint)).listen(3000)
 * app.all('/token', toNodeHandler(endpoint)) // Express and Fastify
 * ```
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function toNodeHandler(endpoint: (request: WebRequest) => Promise<WebResponse>): NodeHandler {
  if (typeof endpoint !== 'function')
    throw new JwtOptionError('endpoint', `must be made by createTokenEndpoint, got ${describe(endpoint)}`)
  const answer = (endpoint as Answering)[ANSWER]
  return async (incoming, outgoing, next) => {
    const request = nodeRequest(incoming)
    const response = nodeResponse(outgoing)
    const parsed = (incoming as { readonly body?: unknown }).body ?? request.body
    try {
      await send(
        request,
        response,
        await (answer ? answer(new NodeCall(request, parsed)) : askFetch(endpoint, request, parsed)),
      )
    } catch (error) {
      if (next !== undefined && !(error instanceof Refusal)) return next(error)
      await send(
        request,
        response,
        refusalAnswer(error instanceof Refusal ? error : new Refusal('authorize'), {}),
      )
    }
  }
}

/** Fastify wraps Node's request. */
function nodeRequest(incoming: IncomingMessage | FastifyRequestLike): NodeRequest {
  return 'raw' in incoming ? incoming.raw : incoming
}

function nodeResponse(outgoing: ServerResponse | FastifyReplyLike): ServerResponse {
  if (!('raw' in outgoing)) return outgoing
  outgoing.hijack()
  return outgoing.raw
}
