import type { WebRequest } from './web_types.ts'

/** A request as the endpoint reads it, whatever brought it: fetch, or Node without the cost of a `Request`. */
export interface Call {
  readonly method: string
  /** A header by its lower-case name. */
  header(name: string): string | undefined
  /** The whole address. @throws Refusal */
  url(): string
  /** The body, as it was read by somebody before or as it came. @throws Refusal */
  body(limit: number, timeout: number): Body | Promise<Body>
  /** The request as fetch knows it, its body read. */
  request(): WebRequest
}

/** A body: none, its bytes, or what a body parser before made of it. */
export type Body =
  | undefined
  | { readonly bytes: Uint8Array }
  | { readonly parsed: unknown }
  /** There was one, which somebody read and kept. */
  | { readonly lost: true }
