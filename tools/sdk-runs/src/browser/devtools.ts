import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'ws'

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--remote-debugging-port=0',
  // The Voice SDK makes an audio context before anybody clicks.
  '--autoplay-policy=no-user-gesture-required',
]
/** Wakes the timers of a hidden tab once a minute after ten seconds, not after five minutes. */
const THROTTLE = '--enable-features=IntensiveWakeUpThrottling:grace_period_seconds/10'

type Answer = Record<string, unknown>

/**
 * A tab. By the DevTools protocol itself: Playwright tells every page that it has the focus, and then none is ever
 * hidden.
 */
export interface Tab {
  send(method: string, params?: object): Promise<Answer>
  evaluate(expression: string): Promise<unknown>
  hide(): Promise<void>
  freeze(): Promise<void>
  thaw(): Promise<void>
}

/** A headless Chromium of its own, with an empty profile. */
export class Browser {
  readonly #process: ChildProcess
  readonly #socket: WebSocket
  readonly #profile: string
  readonly #waiting: Map<number, (answer: Answer) => void> = new Map()
  #last = 0

  private constructor(process: ChildProcess, socket: WebSocket, profile: string) {
    this.#process = process
    this.#socket = socket
    this.#profile = profile
    socket.on('message', (data) => {
      const { id, result, error } = JSON.parse(String(data))
      this.#waiting.get(id)?.(error ? { error } : result)
      this.#waiting.delete(id)
    })
  }

  static async start(executable: string): Promise<Browser> {
    const profile = mkdtempSync(join(tmpdir(), 'sdk-runs-'))
    const env = { ...process.env, HOME: profile, XDG_CONFIG_HOME: profile }
    const flags = [...FLAGS, THROTTLE, `--user-data-dir=${profile}`, 'about:blank']
    const child = spawn(executable, flags, { env, stdio: ['ignore', 'ignore', 'pipe'] })
    const url = await new Promise<string>((resolve, reject) => {
      let text = ''
      child.once('exit', () => reject(new Error(`Chromium ended: ${text.slice(-2000)}`)))
      child.stderr?.on('data', (data) => {
        text += data
        const found = /ws:\/\/\S+/.exec(text)
        if (found) resolve(found[0])
      })
    })
    const socket = new WebSocket(url)
    await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
    return new Browser(child, socket, profile)
  }

  #send(method: string, params: object = {}, sessionId?: string): Promise<Answer> {
    this.#last += 1
    const id = this.#last
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve)
      this.#socket.send(JSON.stringify({ id, method, params, sessionId }))
    })
  }

  /** Opens a page in a window of its own, where it is seen until it is hidden. `script` runs before any of its own. */
  async open(url: string, script = ''): Promise<Tab> {
    const { targetId } = await this.#send('Target.createTarget', { url: 'about:blank', newWindow: true })
    const { sessionId } = await this.#send('Target.attachToTarget', { targetId, flatten: true })
    const send = (method: string, params?: object) => this.#send(method, params, sessionId as string)
    await send('Page.enable')
    await send('Page.addScriptToEvaluateOnNewDocument', { source: script })
    await send('Page.navigate', { url })
    const { windowId } = await this.#send('Browser.getWindowForTarget', { targetId })
    return {
      send,
      async evaluate(expression) {
        const { result, exceptionDetails } = await send('Runtime.evaluate', {
          expression,
          awaitPromise: true,
          returnByValue: true,
        })
        if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails))
        return (result as { value?: unknown }).value
      },
      hide: async () => {
        await this.#send('Browser.setWindowBounds', { windowId, bounds: { windowState: 'minimized' } })
      },
      async freeze() {
        await send('Page.setWebLifecycleState', { state: 'frozen' })
      },
      async thaw() {
        await send('Page.setWebLifecycleState', { state: 'active' })
      },
    }
  }

  async stop(): Promise<void> {
    this.#socket.close()
    const ended = new Promise((resolve) => this.#process.once('exit', resolve))
    this.#process.kill()
    await ended
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
  }
}
