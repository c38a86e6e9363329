import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { UsageError } from './io.ts'

/** A server that listens. */
export interface Listening {
  /** Without a path, such as `http://127.0.0.1:8080`. */
  readonly origin: string
  /** Stops it, with the connections that are open. */
  stop(): Promise<void>
}

/** Lets a server listen; port 0 is any that is free. */
export async function listen(server: Server, port: number, host: string): Promise<Listening> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const { address, family, port: bound } = server.address() as AddressInfo
  return {
    origin: `http://${family === 'IPv6' ? `[${address}]` : address}:${bound}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Tells of a port that cannot be had by the flag that gave it; passes any other error on. */
export function portError(port: number): (error: NodeJS.ErrnoException) => never {
  return (error) => {
    if (error.code === 'EADDRINUSE') throw new UsageError(`port ${port} is in use: give another --port`)
    if (error.code === 'EACCES') throw new UsageError(`port ${port} may not be used: give another --port`)
    throw error
  }
}

/** Waits until the command is told to end, as by Ctrl+C. */
export async function untilInterrupted(): Promise<void> {
  const stop = new AbortController()
  await Promise.race(['SIGINT', 'SIGTERM'].map((name) => once(process, name, { signal: stop.signal })))
  stop.abort()
}
