import { checkCount, checkSeconds } from '../options.ts'

/** What a fake server saw or did. */
export type FakeEventType =
  /** A client connected. */
  | 'connected'
  /** A connection ended, whoever ended it. */
  | 'disconnected'
  /** A token was presented, checked and taken. */
  | 'accepted'
  /** A token was presented and refused. */
  | 'refused'
  /** The client was told that its token ends soon. */
  | 'ending'
  /** The token of an open connection ended with no new one in its place. */
  | 'expired'

/** One line of a fake server's log. It never holds a token. */
export interface FakeEvent {
  readonly type: FakeEventType
  /** Seconds since the epoch, by the fake's clock. */
  readonly at: number
  /** The number of the connection, counted from 1. */
  readonly connection: number
  readonly identity?: string
  readonly jti?: string
  /** When the token ends, in seconds since the epoch. */
  readonly expiresAt?: number
  /** Twilio's error number, of a refusal. */
  readonly code?: number
}

export type FakeEventListener = (event: FakeEvent) => void

/** The log of one fake server, to read, to follow and to wait on. */
export class EventLog {
  readonly #events: FakeEvent[] = []
  readonly #listeners: Set<FakeEventListener> = new Set()

  get all(): readonly FakeEvent[] {
    return [...this.#events]
  }

  add(event: FakeEvent): void {
    this.#events.push(event)
    for (const listener of [...this.#listeners]) listener(event)
  }

  subscribe(listener: FakeEventListener): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  until(type: FakeEventType, count: number, timeout: number): Promise<FakeEvent> {
    checkCount('count', count)
    checkSeconds('timeout', timeout, 0)
    return new Promise((resolve, reject) => {
      const found = (): FakeEvent | undefined => this.#events.filter((each) => each.type === type)[count - 1]
      const already = found()
      if (already) return resolve(already)
      const give = this.subscribe(() => {
        const event = found()
        if (!event) return
        clearTimeout(timer)
        give()
        resolve(event)
      })
      const timer = setTimeout(() => {
        give()
        const seen = this.#events.map((each) => each.type).join(', ') || 'nothing'
        reject(new Error(`waited ${timeout} s for ${type} (${count}); seen: ${seen}`))
      }, timeout * 1000)
    })
  }
}
