// What the SDKs expect of a browser, before any of them is loaded.
import { plainLoopback } from '@x/token-testing/websocket'
import { WebSocket } from 'ws'

const scope = globalThis as unknown as Record<string, unknown>
/** A browser's socket that fails throws at nobody; the one of Node does where the SDK has stopped to listen. */
class QuietWebSocket extends WebSocket {
  constructor(...all: ConstructorParameters<typeof WebSocket>) {
    super(...all)
    this.on('error', () => {})
  }
}
scope.WebSocket = plainLoopback(QuietWebSocket as unknown as new (url: string) => object)
scope.navigator ??= { userAgent: 'node' }
