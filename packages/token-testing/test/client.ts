import { WebSocket } from 'ws'
import { readPacket, writePacket } from '../src/twilsock/packet.ts'

/** A web socket whose messages can be awaited one by one. */
export class TestClient {
  readonly #socket: WebSocket
  readonly #messages: Buffer[] = []
  #wake: () => void = () => {}
  readonly closed: Promise<number>

  constructor(url: string) {
    this.#socket = new WebSocket(url)
    this.#socket.on('message', (data) => {
      this.#messages.push(data as Buffer)
      this.#wake()
    })
    this.#socket.on('error', () => {})
    this.closed = new Promise((resolve) => this.#socket.on('close', (code) => resolve(code)))
  }

  /** Resolves when open; rejects when the server refuses. */
  open(): Promise<this> {
    return new Promise((resolve, reject) => {
      if (this.#socket.readyState === WebSocket.OPEN) return resolve(this)
      this.#socket.once('open', () => resolve(this))
      this.#socket.once('error', reject)
    })
  }

  send(data: string | Uint8Array): void {
    this.#socket.send(data)
  }

  async next(): Promise<Buffer> {
    while (this.#messages.length === 0)
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    return this.#messages.shift() as Buffer
  }

  get unread(): number {
    return this.#messages.length
  }

  async json(): Promise<Record<string, unknown>> {
    return JSON.parse((await this.next()).toString('utf8'))
  }

  say(type: string, payload: object): void {
    this.send(JSON.stringify({ type, payload, version: '1.6' }))
  }

  sendPacket(header: Record<string, unknown>, body?: unknown): void {
    this.send(writePacket(header, body))
  }

  async packet(): Promise<{ readonly header: Record<string, unknown>; readonly body: unknown }> {
    const packet = readPacket(await this.next())
    if (!packet) throw new Error('no packet')
    return packet as { header: Record<string, unknown>; body: unknown }
  }

  close(): void {
    this.#socket.close()
  }
}
