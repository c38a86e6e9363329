import { EventEmitter } from 'node:events'

/** What the Voice SDK's `Device` shows of itself to a bind. */
export class FakeDevice extends EventEmitter {
  state = 'registered'
  isBusy = false
  calls: EventEmitter[] = []
  readonly updates: string[] = []
  token: string

  constructor(token: string) {
    super()
    this.token = token
  }

  updateToken(token: string): void {
    if (this.state === 'destroyed') throw new Error('destroyed')
    this.token = token
    this.updates.push(token)
  }
}

/**
 * A client on Twilsock with its faults: an update that is the same again, or comes while it connects, resolves unsent;
 * one that comes while it closes never settles.
 */
export class FakeTwilsock extends EventEmitter {
  connectionState = 'connected'
  /** What was given, what was sent, and how many were under way at once. */
  readonly given: string[] = []
  readonly sent: string[] = []
  atOnce = 0
  /** What the server says to an update. */
  answer: (token: string) => 'ok' | 'reject' | 'silent' | number = () => 'ok'
  private underWay = 0
  private config: string

  constructor(token: string) {
    super()
    this.config = token
  }

  enter(state: string): void {
    this.connectionState = state
    setTimeout(() => this.emit('connectionStateChanged', state), 0)
  }

  deny(errorCode: number): void {
    this.enter('denied')
    if (errorCode === 20104) setTimeout(() => this.emit('tokenExpired'), 0)
    setTimeout(() => this.emit('connectionError', { terminal: true, errorCode }), 0)
  }

  async updateToken(token: string): Promise<void> {
    this.given.push(token)
    if (token === this.config) return
    this.config = token
    if (this.connectionState === 'connecting') return
    if (this.connectionState === 'disconnecting') return new Promise(() => {})
    this.atOnce = Math.max(this.atOnce, ++this.underWay)
    this.sent.push(token)
    if (this.connectionState !== 'connected') this.enter('connecting')
    await new Promise((resolve) => setTimeout(resolve, 50))
    this.underWay--
    const answer = this.answer(token)
    if (answer === 'silent') return new Promise(() => {})
    if (typeof answer === 'number') {
      this.deny(answer)
      throw new Error('denied')
    }
    this.enter('connected')
    if (answer === 'reject') throw new TypeError("Cannot read properties of undefined (reading 'x')")
  }
}

/**
 * A TaskRouter `Worker`: it goes by the life of its first token, reconnects within a second of a loss, and when it is
 * updated before that, connects twice.
 */
export class FakeWorker extends EventEmitter {
  readonly updates: string[] = []
  /** How many connections are open. */
  connections = 1
  /** Whether its server takes connections, by the token. */
  accepts: (token: string | undefined) => boolean = () => true
  reconnects = true
  private timer: ReturnType<typeof setTimeout> | undefined
  private readonly life: number

  constructor(life: number) {
    super()
    this.life = life
    this.restart()
  }

  private restart(): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(
      () => {
        this.reconnects = false
        this.emit('tokenExpired')
      },
      this.life * 1000 - 5000,
    )
  }

  /** The server closes the connection, or refuses one. */
  lose(): void {
    this.connections = 0
    this.emit('disconnected', { message: 'lost' })
    if (!this.reconnects) return
    setTimeout(() => {
      if (this.reconnects) this.connect()
    }, 950)
  }

  private connect(): void {
    setTimeout(() => {
      if (!this.accepts(this.updates.at(-1))) return this.lose()
      this.connections++
      this.emit('ready', this)
    }, 20)
  }

  disconnect(): void {
    this.reconnects = false
    this.connections = 0
    this.emit('disconnected', { message: 'SDK Disconnect' })
  }

  updateToken(token: string): void {
    this.updates.push(token)
    this.reconnects = true
    this.restart()
    if (this.connections === 0) this.connect()
  }
}
