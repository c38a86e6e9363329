const { WebSocket } = require('ws')

/** The smallest app that keeps itself in tokens: it fetches one, presents it, and fetches the next at half its life. */
function startApp({ tokenUrl, signalling }) {
  const socket = new WebSocket(signalling)
  let timer
  async function renew() {
    const response = await fetch(tokenUrl, { method: 'POST' })
    const { token, expires_in } = await response.json()
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

module.exports = { startApp }
