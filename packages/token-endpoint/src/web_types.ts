// The types of whichever library a project has for the web's own classes (DOM, WebWorker, @types/node, a runtime's
// own), without asking for one of them: a declaration that named `Request` would not compile where there is none.

type Global<Name extends string> = typeof globalThis extends { [N in Name]: { prototype: infer Type } }
  ? Type
  : never

type Known<Type, Otherwise> = [Type] extends [never] ? Otherwise : Type

/** A request as fetch knows it: the global `Request`, or where a project has no types of it, what is used of one. */
export type WebRequest = Known<Global<'Request'>, RequestShape>

/** The global `Response`, or where a project has no types of it, what is used of one. */
export type WebResponse = Known<Global<'Response'>, ResponseShape>

/** What is read of a header list. */
export interface HeadersShape {
  get(name: string): string | null
}

/** What is read of a request. */
export interface RequestShape {
  readonly method: string
  readonly url: string
  readonly headers: HeadersShape
}

/** What is read of an answer. */
export interface ResponseShape {
  readonly status: number
  readonly headers: HeadersShape
  text(): Promise<string>
}
