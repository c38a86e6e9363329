import { generateKeyPairSync } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { inspect } from 'node:util'
import { JwtOptionError } from '@x/jwt-core'
import jsonwebtoken from 'jsonwebtoken'
import { describe, expect, it } from 'vitest'
import type { AnyNamespace, Peers } from './compare.ts'

interface Deviation {
  /** The first column of the table in the README. */
  readonly name: string
  /** A call that shows it. */
  readonly call: (jwt: AnyNamespace) => unknown
  /** What twilio makes of the call. */
  readonly twilio: unknown
  /** What this package makes of it, or the option that it refuses. */
  readonly ours?: unknown
  readonly refused?: string
  /** The versions that have what is called, where not all do. */
  readonly versions?: readonly Peers['version'][]
}

const sids = { accountSid: 'AC1', authToken: 'secret', workspaceSid: 'WS1', channelId: 'WK1' }
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const privatePem = privateKey.export({ type: 'pkcs8', format: 'pem' })
const publicPem = publicKey.export({ type: 'spki', format: 'pem' })

function claims(token: string): AnyNamespace {
  return jsonwebtoken.decode(token) as AnyNamespace
}

function accessToken({ AccessToken }: AnyNamespace, options: object = {}, secret: unknown = 'secret') {
  return new AccessToken('AC1', 'SK1', secret, { identity: 'alice', ...options })
}

function life({ iat, exp }: AnyNamespace): number {
  return exp - iat
}

/** Where this package does something else than twilio, by any of its doors, on purpose: each a wrong, useless or over-powerful token. */
const DEVIATIONS: readonly Deviation[] = [
  {
    name: '`new Policy({ allow: false })`, or any other value that is falsy and not nullish',
    call: (jwt) => new jwt.taskrouter.TaskRouterCapability.Policy({ allow: false }).payload().allow,
    twilio: true,
    ours: false,
  },
  {
    name: "`new VideoGrant({ room: '' })`",
    call: (jwt) => new jwt.AccessToken.VideoGrant({ room: '' }).toPayload(),
    twilio: {},
    refused: 'room',
  },
  {
    name: "`ttl: '3600'`",
    call: (jwt) => life(claims(accessToken(jwt, { ttl: '3600' }).toJwt())),
    twilio: 3,
    refused: 'ttl',
  },
  {
    name: '`identity` true, 1.5 or an object',
    call: (jwt) => claims(accessToken(jwt, { identity: true }).toJwt()).grants,
    twilio: {},
    refused: 'identity',
  },
  {
    name: '`nbf` NaN or endless',
    call: (jwt) => claims(accessToken(jwt, { nbf: Number.NaN }).toJwt()).nbf,
    twilio: null,
    refused: 'nbf',
  },
  {
    name: '`nbf` a `Date` or text',
    call: (jwt) => claims(accessToken(jwt, { nbf: new Date(9e12) }).toJwt()).nbf,
    twilio: undefined,
    refused: 'nbf',
  },
  {
    name: 'a grant with the key `identity`',
    call(jwt) {
      const token = accessToken(jwt)
      token.addGrant({ key: 'identity', toPayload: () => 'bob' })
      return claims(token.toJwt()).grants
    },
    twilio: { identity: 'bob' },
    refused: 'grant',
  },
  {
    name: 'a PEM, JWK or OpenSSH public key as the secret',
    call: (jwt) => typeof accessToken(jwt, {}, publicPem).toJwt(),
    twilio: 'string',
    refused: 'secretOrPrivateKey',
  },
  {
    name: 'a PEM private key as the secret, in 3.x',
    call: (jwt) => typeof accessToken(jwt, {}, privatePem).toJwt(),
    twilio: 'string',
    refused: 'secretOrPrivateKey',
    versions: ['3'],
  },
  {
    name: '`region` outside ASCII',
    call(jwt) {
      const [header = ''] = accessToken(jwt, { region: 'zürich' }).toJwt().split('.')
      return JSON.parse(Buffer.from(header, 'base64url').toString()).twr
    },
    twilio: 'z\ufffdrich',
    ours: 'zürich',
  },
  {
    name: '`new IncomingClientScope()`',
    call: (jwt) => new jwt.ClientCapability.IncomingClientScope().payload(),
    twilio: 'scope:client:incoming?clientName=undefined',
    refused: 'clientName',
  },
  {
    name: '`ttl` of a capability token NaN, endless or set to undefined',
    call: (jwt) => claims(new jwt.ClientCapability({ ...sids, ttl: Number.POSITIVE_INFINITY }).toJwt()).exp,
    twilio: null,
    refused: 'ttl',
  },
  {
    name: 'a `…Url` function of `taskrouter.util` with a name that is empty or no path segment',
    call: (jwt) => jwt.taskrouter.util.workersUrl('WS1', 'WK1/../../**'),
    twilio: 'https://taskrouter.twilio.com/v1/Workspaces/WS1/Workers/WK1/../../**',
    refused: 'workerSid',
  },
  {
    name: 'a query parameter with `=` in its name or value, since 5.7',
    versions: ['5', '6'],
    call: (jwt) =>
      new jwt.ValidationToken({ accountSid: 'AC1', credentialSid: 'CR1', signingKey: 'SK1', privateKey: 'x' })
        .getRequestCanonicalizer({ url: 'https://a.example/', method: 'GET', params: { q: 'a=b' } })
        .getCanonicalizedQueryParams(),
    twilio: 'q=a',
    ours: 'q=a%3Db',
  },
  {
    name: '`console.log`, JSON or a spread copy of a token',
    call: (jwt) =>
      [accessToken(jwt), new jwt.ClientCapability(sids), new jwt.taskrouter.TaskRouterCapability(sids)].map(
        (token) => `${inspect(token)}${JSON.stringify({ ...token })}`.includes("'secret'"),
      ),
    twilio: [true, true, true],
    ours: [false, false, false],
  },
]

export function describeDeviations(peers: Peers): void {
  describe(`on purpose otherwise than twilio ${peers.version}`, () => {
    const rows = DEVIATIONS.filter(({ versions }) => versions?.includes(peers.version) ?? true)

    it.each(rows)('$name', ({ call, twilio, ours, refused }) => {
      expect(call(peers.twilio)).toEqual(twilio)
      if (refused === undefined) return expect(call(peers.ours)).toEqual(ours)
      expect(() => call(peers.ours)).toThrow(expect.objectContaining({ option: refused }))
      expect(() => call(peers.ours)).toThrow(JwtOptionError)
    })
  })
}

/** That the one list above is the one that users read. */
export function describeDeviationsTable(): void {
  it('is all in the table of the README', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
    const [, section = ''] = readme.split('## Where it differs')
    const rows = section.split('\n').filter((line) => /^\| (?!call|-)/.test(line))
    expect(rows.map((row) => row.split(' | ')[0]?.slice(2).trim())).toEqual(
      DEVIATIONS.map(({ name }) => name),
    )
  })
}
