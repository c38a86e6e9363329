/** A request to a Twilio service that came through Twilsock. */
export interface UpstreamRequest {
  readonly method: string
  readonly host: string
  readonly path: string
  readonly query: Readonly<Record<string, unknown>>
  readonly body: unknown
}

export interface UpstreamAnswer {
  readonly status: number
  readonly body: unknown
}
