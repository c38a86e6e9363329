import { WebSocket } from 'ws'

/** The smallest app that keeps itself in tokens: it fetches one, presents it, and fetches the next at half its life. */
export function startApp(options: { readonly tokenUrl: string; readonly signalling: string }): {
  stop(): void
} {
  const socket = new WebSocket(options.signalling)
  let timer: NodeJS.Timeout | undefined
  async function renew(): Promise<void> {
    const response = await fetch(options.tokenUrl, { method: 'POST' })
    const { token, expires_in } = (await response.json()) as { token: string; expires_in: number }
    socket.send(JSON.stringify({ type: 'listen', payload: { token }, version: '1.6' }))
    timer = setTimeout(renew, (expires_in / 2) * 1000)
  }
  socket.on('open', renew)
  return {
    stop() {
      clearTimeout(timer)
      socket.close()
    },
  }
}
