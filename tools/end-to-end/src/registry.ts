import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { runServer } from 'verdaccio'

/** An npm registry on loopback that knows only what is published to it. */
export interface Registry {
  readonly url: string
  /** What a folder's `.npmrc` needs to install and publish the scope's packages here, and only those. */
  npmrc(scope: string): string
  close(): Promise<void>
}

/** The registry at an address, run by somebody else: closing it does nothing. */
export function connectRegistry(url: string): Registry {
  // The registry asks no one who they are; the clients publish only with some token.
  const npmrc = (scope: string): string =>
    `${scope}:registry=${url}\n${url.slice('http:'.length)}:_authToken=anyone\n`
  return { url, npmrc, close: async () => {} }
}

/** Starts a registry on a free port of loopback; what is published to it is kept under `folder`. */
export async function startRegistry(folder: string): Promise<Registry> {
  const server: Server = await runServer({
    self_path: folder,
    storage: join(folder, 'storage'),
    auth: { htpasswd: { file: join(folder, 'htpasswd') } },
    // No uplink: it asks no other registry, so a package of ours can come from nowhere else.
    uplinks: {},
    packages: { '**': { access: '$all', publish: '$all' } },
    web: { enable: false },
    logs: { type: 'stdout', format: 'json', level: 'fatal' },
  } as never)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve)
  })
  return {
    ...connectRegistry(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`),
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)))
        server.closeAllConnections()
      }),
  }
}
