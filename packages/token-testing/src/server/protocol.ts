import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Product } from '../token/product.ts'
import type { CheckedToken } from '../token/verdict.ts'
import type { Session } from './session.ts'

/** How a product speaks; what its server says when. */
export interface Protocol {
  /** The path of the web socket. */
  readonly path: string
  /** What the server says every so many seconds, so that the client knows the connection lives. */
  readonly heartbeat?: { readonly every: number; readonly text: string }
  /** Seconds before its end at which a client is told; undefined where the server says nothing. */
  readonly warning?: number
  /** The token in the address of the web socket, where the protocol carries it there. */
  readonly addressToken?: {
    readonly products: readonly Product[]
    readonly read: (url: URL) => string | null
  }
  readonly onOpen?: (session: Session) => void
  readonly onMessage: (session: Session, data: Buffer, isBinary: boolean) => void | Promise<void>
  readonly onRequest?: (request: IncomingMessage, response: ServerResponse) => void
  readonly sayEnding?: (session: Session) => void
  readonly sayEnd: (session: Session, token: CheckedToken) => void
  /** Ends a connection under one of the protocol's own codes; false where `code` is none of them. */
  readonly sayClose?: (session: Session, code: number) => boolean
}
