import { bindTwilsock, type TwilsockClient } from './bind_twilsock.ts'
import type { TokenSource } from './token_source.ts'

/** Keeps a `Client` of `@twilio/conversations` supplied with tokens until the returned function is called. */
export function bindConversations(client: TwilsockClient, source: TokenSource): () => void {
  return bindTwilsock(client, source)
}
