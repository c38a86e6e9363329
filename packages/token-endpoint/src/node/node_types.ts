import type { IncomingMessage, ServerResponse } from 'node:http'

/** A request of Node's, with what Express and body parsers put on it. */
export interface NodeRequest extends IncomingMessage {
  readonly originalUrl?: string
  readonly body?: unknown
}

/** A request of Fastify's, which may have been read by its parsers. */
export interface FastifyRequestLike {
  readonly raw: IncomingMessage
  readonly body?: unknown
}

/** A reply of Fastify's. */
export interface FastifyReplyLike {
  readonly raw: ServerResponse
  hijack(): unknown
}

/** Takes requests of node:http, Express and Fastify. */
export type NodeHandler = (
  request: IncomingMessage | FastifyRequestLike,
  response: ServerResponse | FastifyReplyLike,
  next?: (error?: unknown) => void,
) => Promise<void>
