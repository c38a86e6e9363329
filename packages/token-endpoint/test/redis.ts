import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Whether this machine has Redis: `apt-get install redis-server` on Debian. CI has it. */
export const hasRedis: boolean = spawnSync('redis-server', ['--version']).status === 0

/** A Redis that a test may kill and start again at the same port. */
export interface TestRedis {
  readonly port: number
  start(): Promise<void>
  kill(): Promise<void>
  remove(): Promise<void>
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

export async function createRedis(): Promise<TestRedis> {
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'token-redis-'))
  let child: ChildProcess | undefined
  const redis: TestRedis = {
    port,
    async start() {
      const args = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--dir', folder]
      const started = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'ignore'] })
      child = started
      await new Promise<void>((resolve, reject) => {
        started.stdout.on('data', (line) => String(line).includes('Ready to accept') && resolve())
        started.once('exit', (code) => reject(new Error(`redis-server ended with ${code}`)))
      })
    },
    async kill() {
      const ending = child
      if (ending === undefined || ending.exitCode !== null || ending.signalCode !== null) return
      const ended = new Promise((resolve) => ending.once('exit', resolve))
      ending.kill('SIGKILL')
      await ended
    },
    async remove() {
      await redis.kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
  await redis.start()
  return redis
}
