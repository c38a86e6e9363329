import { describe, expect, it } from 'vitest'
import { plainLoopback } from '../src/websocket.ts'

class Recorder {
  static readonly OPEN = 1
  readonly url: string
  readonly protocols: string | undefined

  constructor(url: string, protocols?: string) {
    this.url = url
    this.protocols = protocols
  }
}

describe('plainLoopback', () => {
  const Plain = plainLoopback(Recorder)

  it.each([
    ['wss://127.0.0.1:80/signal', 'ws://127.0.0.1:80/signal'],
    ['wss://localhost', 'ws://localhost'],
    ['wss://[::1]:8/x', 'ws://[::1]:8/x'],
    ['wss://127.0.0.1.example.org/x', 'wss://127.0.0.1.example.org/x'],
    ['wss://localhost.example.org', 'wss://localhost.example.org'],
    ['wss://voice-js.roaming.twilio.com/signal', 'wss://voice-js.roaming.twilio.com/signal'],
    ['ws://127.0.0.1:80/', 'ws://127.0.0.1:80/'],
  ])('%s is %s', (asked, got) => {
    expect(new Plain(asked, 'proto')).toEqual({ url: got, protocols: 'proto' })
  })

  it('is otherwise the class it was made of', () => {
    expect(Plain.OPEN).toBe(1)
    expect(new Plain('ws://x')).toBeInstanceOf(Recorder)
    expect(new Plain('ws://x')).toBeInstanceOf(Plain)
    class Sub extends Plain {}
    expect(new Sub('wss://localhost:1')).toBeInstanceOf(Sub)
  })
})
