import type { WebSocket } from 'ws'
import type { CheckedToken } from '../token/verdict.ts'

/** One client's connection: its socket, the token it lives by and the timers of that token. */
export class Session {
  readonly id: number
  readonly openedAt: number
  readonly #socket: WebSocket
  readonly #isSilent: () => boolean
  #timers: (() => void)[] = []
  token: CheckedToken | undefined

  constructor(id: number, openedAt: number, socket: WebSocket, isSilent: () => boolean) {
    this.id = id
    this.openedAt = openedAt
    this.#socket = socket
    this.#isSilent = isSilent
  }

  send(data: string | Uint8Array): void {
    if (!this.#isSilent() && this.#socket.readyState === this.#socket.OPEN) this.#socket.send(data)
  }

  /** Takes a token, and in place of the last one's timers those given. */
  take(token: CheckedToken, timers: (() => void)[]): void {
    this.drop()
    this.token = token
    this.#timers = timers
  }

  drop(): void {
    for (const cancel of this.#timers.splice(0)) cancel()
    this.token = undefined
  }

  /** Closes with a web socket code; one that cannot be sent (1005, 1006) cuts the connection. */
  close(code: number, reason = ''): void {
    if (code === 1005 || code === 1006 || code === 1015) this.#socket.terminate()
    else this.#socket.close(code, reason)
  }
}
