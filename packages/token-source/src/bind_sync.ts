import { bindTwilsock, type TwilsockClient } from './bind_twilsock.ts'
import type { TokenSource } from './token_source.ts'

/** Keeps a `SyncClient` of `twilio-sync` supplied with tokens until the returned function is called. */
export function bindSync(client: TwilsockClient, source: TokenSource): () => void {
  return bindTwilsock(client, source)
}
