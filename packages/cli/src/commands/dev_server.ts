import { createServer } from 'node:http'
import type { Grant } from '@x/access-token'
import { diagnose } from '@x/token-doctor'
import { createIssuer, createTokenEndpoint, deny, type Issued } from '@x/token-endpoint'
import { toNodeHandler } from '@x/token-endpoint/node'
import type { Credentials } from '../terminal/credentials.ts'
import { writeDiagnosis } from '../terminal/diagnosis_report.ts'
import type { Io } from '../terminal/io.ts'
import { listen } from '../terminal/listening.ts'
import { printable } from '../terminal/report.ts'

/** The names that a loopback server answers to. */
export const LOOPBACK: readonly string[] = ['127.0.0.1', 'localhost', '::1', '[::1]']

export interface DevServerOptions {
  readonly credentials: Credentials
  readonly host: string
  readonly port: number
  readonly grants: readonly Grant[]
  readonly format: 'json' | 'text'
  /** Pages besides those on loopback that may ask. */
  readonly origins: readonly string[]
  readonly identity?: string | undefined
  readonly ttl?: number | undefined
  readonly region?: string | undefined
}

export interface DevServer {
  readonly url: string
  stop(): Promise<void>
}

/** The names by which Twilio's sample clients say who they are. */
const IDENTITIES = ['identity', 'user_identity', 'id']

/** Whoever asks is believed: that is what makes this server one for developing. */
function identityOf(url: URL, body: unknown): string | undefined {
  for (const name of IDENTITIES) {
    const named = (body as Record<string, unknown> | null | undefined)?.[name] ?? url.searchParams.get(name)
    if (typeof named === 'string' && named !== '') return named
  }
  return undefined
}

function isLoopback(address: string): boolean {
  try {
    return LOOPBACK.includes(new URL(address).hostname)
  } catch {
    return false
  }
}

/** Writes who got a token, and what the doctor says of it; never the token. */
async function report({ token, identity, expiresAt }: Issued, secret: string, io: Io): Promise<void> {
  io.write(`issued  ${printable(identity)}  until ${new Date(expiresAt * 1000).toISOString()}`)
  writeDiagnosis(await diagnose(token, { secret }), io)
}

/** Starts a token endpoint that believes whoever asks, for machines on which only the developer can ask. */
export async function startDevServer(options: DevServerOptions, io: Io): Promise<DevServer> {
  const { credentials, host, port, grants, format, origins, ttl, region } = options
  const issuer = createIssuer({ ...credentials, region })
  // What every token would be refused for is told now, and not when somebody asks.
  await issuer.issue({ identity: options.identity ?? 'nobody', grants, ttl })
  const isOurs = (origin: string) => isLoopback(origin) || origins.includes(origin)
  const endpoint = createTokenEndpoint({
    issuer: {
      async issue(permit) {
        const issued = await issuer.issue(permit)
        await report(issued, credentials.apiKeySecret, io)
        return issued
      },
    },
    authorize(request, body) {
      // A page of the web whose name was made to mean this machine asks under that name.
      if (!isLoopback(request.url)) return deny(403, 'Ask by a name of loopback, such as 127.0.0.1.')
      const origin = request.headers.get('origin')
      if (origin !== null && !isOurs(origin)) return deny(403, 'Name this origin with --origin.')
      const identity = identityOf(new URL(request.url), body) ?? options.identity
      return identity === undefined ? deny(401, 'Say who you are: identity=…') : { identity, grants, ttl }
    },
    cors: { origins: isOurs, credentials: true },
    methods: ['GET', 'POST'],
    format,
    onEvent({ type, reason, status, error }) {
      if (type === 'issued') return
      const detail = error instanceof Error ? `: ${error.message}` : ''
      io.write(`${type}  ${status}  ${reason}${detail}`)
    },
    onHint: (hint) => io.log(hint),
  })
  const handler = toNodeHandler(endpoint)
  const server = createServer((request, response) => void handler(request, response))
  const { origin, stop } = await listen(server, port, host)
  return { url: `${origin}/token`, stop }
}
