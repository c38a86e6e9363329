import type { TokenSource } from '@x/token-source'
import type { FakeTwilio } from '@x/token-testing'

export type Product = 'voice' | 'twilsock' | 'eventBridge'

/** The part of the fake that a page can be told of: where its servers are. */
export type SdkOptions = { readonly [P in Product]: Pick<FakeTwilio[P], 'sdkOptions'> }

/** A client of one of Twilio's SDKs, started against the fake. */
export interface StartedSdk {
  bind(source: TokenSource): () => void
  stop(): void | Promise<void>
  /** Makes the client busy with a call, and ends that; where the SDK knows calls. */
  setBusy?(busy: boolean): void
}

/** One version of one SDK. */
export interface Sdk {
  readonly name: string
  readonly product: Product
  start(fake: SdkOptions, token: string): StartedSdk
}
