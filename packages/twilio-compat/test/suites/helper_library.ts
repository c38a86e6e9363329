import { generateKeyPairSync } from 'node:crypto'
import jsonwebtoken from 'jsonwebtoken'
import { describe, expect, it } from 'vitest'
import type { AnyNamespace } from './compare.ts'

// What the helper library's own tests of its jwt classes ask, and what apps' tests lean on: short SIDs, weak secrets,
// fields set late. Each holds for the real package too.

const ACCOUNT = 'ACaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
const KEY = 'SKb5aed9ca12bf5890f37930e63cad6d38'

/** Twilio since 4.0, or this package; `validation` where it has signed requests, since 5.7. */
export function describeHelperLibrary(
  name: string,
  jwt: AnyNamespace,
  { validation }: { validation: boolean },
): void {
  describe(`the jwt namespace of ${name}`, () => {
    const { AccessToken, ClientCapability, ValidationToken } = jwt
    const { TaskRouterCapability, util } = jwt.taskrouter

    function mint(options: object = {}): AnyNamespace {
      return new AccessToken(ACCOUNT, KEY, 'secret', { identity: 'ID@example.com', ...options })
    }

    function verify(token: string, secret = 'secret'): AnyNamespace {
      return jsonwebtoken.verify(token, secret) as AnyNamespace
    }

    describe('AccessToken', () => {
      it.each([
        ['accountSid is required', [undefined, KEY, 'secret']],
        ['keySid is required', [ACCOUNT, undefined, 'secret']],
        ['secret is required', [ACCOUNT, KEY, undefined]],
        ['identity is required to be specified in options', [ACCOUNT, KEY, 'secret', { ttl: 60 }]],
      ])('says what is missing: %s', (message, args) => {
        expect(() => new AccessToken(...args)).toThrow(new Error(message))
      })

      it('names its algorithms, signs with each and refuses another', () => {
        expect(AccessToken.DEFAULT_ALGORITHM).toBe('HS256')
        expect(AccessToken.ALGORITHMS).toEqual(['HS256', 'HS384', 'HS512'])
        for (const alg of AccessToken.ALGORITHMS) {
          const { header } = jsonwebtoken.verify(mint().toJwt(alg), 'secret', { complete: true })
          expect(header).toEqual({ alg, typ: 'JWT', cty: 'twilio-fpa;v=1' })
        }
        expect(() => mint().toJwt('unknown')).toThrow(
          new Error('Algorithm not supported. Allowed values are HS256, HS384, HS512'),
        )
      })

      it('writes the region into the header when it is text, and leaves it out otherwise', () => {
        function region(value: unknown): unknown {
          const token = mint({ region: value }).toJwt()
          return (jsonwebtoken.decode(token, { complete: true }) as AnyNamespace).header.twr
        }
        expect(region('ie1')).toBe('ie1')
        for (const value of ['', undefined, null, {}, 1, 0]) expect(region(value)).toBeUndefined()
      })

      it('reads its fields when it signs', () => {
        const token = mint()
        Object.assign(token, { identity: 4444, ttl: 100, nbf: 1000, region: 'au1', secret: 'other' })
        token.grants.push(new AccessToken.VideoGrant({ room: 'daily' }))
        const claims = verify(token.toJwt(), 'other')
        expect(claims).toMatchObject({ iss: KEY, sub: ACCOUNT, nbf: 1000 })
        expect(claims.jti).toBe(`${KEY}-${claims.iat}`)
        expect(claims.exp - claims.iat).toBe(100)
        expect(claims.grants).toEqual({ identity: '4444', video: { room: 'daily' } })
      })

      it('has a life of an hour unless told', () => {
        const claims = verify(mint({ ttl: 0 }).toJwt())
        expect(claims.exp - claims.iat).toBe(3600)
      })

      it.each([
        [
          'ChatGrant',
          'chat',
          {
            serviceSid: 'service_sid',
            endpointId: 'endpoint_id',
            deploymentRoleSid: 'deployment_role_sid',
            pushCredentialSid: 'push_credential_sid',
          },
        ],
        ['SyncGrant', 'data_sync', { serviceSid: 'service_sid', endpointId: 'endpoint_id' }],
        [
          'TaskRouterGrant',
          'task_router',
          { workspaceSid: 'workspace_sid', workerSid: 'worker_sid', role: 'role' },
        ],
        ['VideoGrant', 'video', { room: 'room' }],
      ])('gives %s one member for each field that is set', (name, key, members) => {
        const grant = new AccessToken[name]()
        expect(grant.key).toBe(key)
        expect(grant).toBeInstanceOf(AccessToken.Grant)
        const payload: Record<string, string> = {}
        for (const [field, member] of Object.entries(members)) {
          expect(grant.toPayload()).toEqual(payload)
          payload[member] = `${field} of any form`
          grant[field] = payload[member]
        }
        expect(grant.toPayload()).toEqual(payload)
        for (const field of Object.keys(members)) grant[field] = undefined
        expect(grant.toPayload()).toEqual({})
        expect(
          new AccessToken[name](
            Object.fromEntries(Object.keys(members).map((field) => [field, 'x'])),
          ).toPayload(),
        ).toEqual(Object.fromEntries(Object.values(members).map((member) => [member, 'x'])))
      })

      it('gives a VoiceGrant incoming calls for true alone, and parameters to an application alone', () => {
        const { VoiceGrant } = AccessToken
        expect(new VoiceGrant({ incomingAllow: true }).toPayload()).toEqual({ incoming: { allow: true } })
        expect(new VoiceGrant({ incomingAllow: 'foo' }).toPayload()).toEqual({})
        const outgoingApplicationParams = { foo: 'bar' }
        expect(new VoiceGrant({ outgoingApplicationParams, endpointId: 'id' }).toPayload()).toEqual({
          endpoint_id: 'id',
        })
        expect(
          new VoiceGrant({ outgoingApplicationSid: 'AP123', outgoingApplicationParams }).toPayload(),
        ).toEqual({
          outgoing: { application_sid: 'AP123', params: { foo: 'bar' } },
        })
      })

      it('gives a PlaybackGrant as it came from the API', () => {
        const grant = {
          requestCredentials: null,
          playbackUrl: 'https://a.example/',
          playerStreamerSid: 'VJ1',
        }
        const token = mint()
        token.addGrant(Object.assign(new AccessToken.PlaybackGrant(), { grant }))
        expect(verify(token.toJwt()).grants.player).toEqual(grant)
        expect(new AccessToken.PlaybackGrant().toPayload()).toEqual({})
      })

      it('takes a grant of the app’s own', () => {
        class BotGrant extends AccessToken.Grant {
          constructor() {
            super('bot')
          }
          toPayload(): object {
            return { level: 1 }
          }
        }
        const token = mint()
        expect(token.addGrant(new BotGrant())).toBeUndefined()
        expect(verify(token.toJwt()).grants.bot).toEqual({ level: 1 })
      })
    })

    describe('ClientCapability', () => {
      const { EventStreamScope, IncomingClientScope, OutgoingClientScope } = ClientCapability

      it.each([
        [
          'an incoming name',
          () => new IncomingClientScope('client'),
          'scope:client:incoming?clientName=client',
        ],
        [
          'an application',
          () => new OutgoingClientScope({ applicationSid: 'AP123' }),
          'scope:client:outgoing?appSid=AP123',
        ],
        [
          'an application with all options',
          () =>
            new OutgoingClientScope({ applicationSid: 'AP123', clientName: 'CL123', params: { foo: 'b r' } }),
          'scope:client:outgoing?appSid=AP123&clientName=CL123&appParams=foo%3Db%2520r',
        ],
        ['all events', () => new EventStreamScope(), 'scope:stream:subscribe?path=/2010-04-01/Events'],
        [
          'some events',
          () => new EventStreamScope({ foo: 'bar' }),
          'scope:stream:subscribe?path=/2010-04-01/Events&appParams=foo%3Dbar',
        ],
      ])('writes the scope of %s', (_, scope, expected) => {
        const capability = new ClientCapability({ accountSid: 'foo', authToken: 'bar', ttl: 7200 })
        expect(capability).toMatchObject({ accountSid: 'foo', ttl: 7200 })
        expect(capability.authToken).toBe('bar')
        capability.addScope(scope())
        capability.addScope({ payload: () => 'scope:of:mine' })
        expect(capability.scopes).toHaveLength(2)
        const claims = verify(capability.toJwt(), 'bar')
        expect(claims).toMatchObject({ iss: 'foo', scope: `${expected} scope:of:mine` })
        expect(claims.exp - claims.iat).toBe(7200)
      })
    })

    describe('TaskRouterCapability', () => {
      const options = { accountSid: 'AC123', authToken: 'foobar', workspaceSid: 'WS456', channelId: 'WK789' }
      const base = 'https://taskrouter.twilio.com/v1/Workspaces'

      it('holds the default policies of a worker', () => {
        const capability = new TaskRouterCapability(options)
        for (const policy of util.defaultWorkerPolicies('v1', 'WS456', 'WK789')) capability.addPolicy(policy)
        for (const policy of util.defaultEventBridgePolicies('AC123', 'WK789')) capability.addPolicy(policy)
        const { policies, exp, iat, ...claims } = verify(capability.toJwt(), 'foobar')
        expect(claims).toEqual({
          iss: 'AC123',
          account_sid: 'AC123',
          workspace_sid: 'WS456',
          channel: 'WK789',
          worker_sid: 'WK789',
          version: 'v1',
        })
        expect(exp - iat).toBe(3600)
        const socket = 'https://event-bridge.twilio.com/v1/wschannels/AC123/WK789'
        expect(policies).toEqual(
          [
            ['GET', `${base}/WS456/Activities`],
            ['GET', `${base}/WS456/Tasks/**`],
            ['GET', `${base}/WS456/Workers/WK789/Reservations/**`],
            ['GET', `${base}/WS456/Workers/WK789`],
            ['GET', socket],
            ['POST', socket],
          ].map(([method, url]) => ({ url, method, query_filter: {}, post_filter: {}, allow: true })),
        )
      })

      it('builds the URL of one, of all and of the list', () => {
        expect(util.workspacesUrl()).toBe(base)
        expect(util.workspacesUrl('WS1')).toBe(`${base}/WS1`)
        for (const [build, path] of [
          [(last?: string) => util.taskQueuesUrl('WS1', last), 'TaskQueues'],
          [(last?: string) => util.tasksUrl('WS1', last), 'Tasks'],
          [(last?: string) => util.activitiesUrl('WS1', last), 'Activities'],
          [(last?: string) => util.workersUrl('WS1', last), 'Workers'],
          [(last?: string) => util.reservationsUrl('WS1', 'WK1', last), 'Workers/WK1/Reservations'],
        ] as const) {
          expect(build()).toBe(`${base}/WS1/${path}`)
          expect(build('**')).toBe(`${base}/WS1/${path}/**`)
          expect(build('XX1')).toBe(`${base}/WS1/${path}/XX1`)
        }
      })
    })

    describe.runIf(validation)('ValidationToken', () => {
      const { privateKey, publicKey } = generateKeyPairSync('rsa', {
        modulusLength: 2048,
        publicKeyEncoding: { type: 'spki', format: 'pem' },
        privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      })
      const options = { accountSid: ACCOUNT, credentialSid: 'CR1', signingKey: KEY, privateKey }

      it('shows its options and defaults', () => {
        const { accountSid, credentialSid, signingKey, algorithm, ttl, ...token } = new ValidationToken(
          options,
        )
        expect({ accountSid, credentialSid, signingKey, algorithm, ttl }).toEqual({
          accountSid: ACCOUNT,
          credentialSid: 'CR1',
          signingKey: KEY,
          algorithm: 'RS256',
          ttl: 300,
        })
        expect(new ValidationToken(options).privateKey).toBe(privateKey)
        expect(token).not.toHaveProperty('privateKey')
      })

      it('writes the request of the PKCV quickstart as it stands there', () => {
        const request = new ValidationToken(options).getRequestCanonicalizer({
          url: 'https://api.twilio.com//2010-04-01/Accounts/AC00000000000000000000000000000000',
          method: 'post',
          headers: { Authorization: ' Basic QUMwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDpmb29iYXI= ' },
          params: { To: '+1', To9: '+2', PageSize: 20 },
          data: 'FriendlyName=my new friendly name',
        })
        expect(request.getCanonicalizedRequestString().split('\n')).toEqual([
          'POST',
          '/2010-04-01/Accounts/AC00000000000000000000000000000000',
          'PageSize=20&To9=%2B2&To=%2B1',
          'authorization:Basic QUMwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDAwMDpmb29iYXI=',
          'host:api.twilio.com',
          '',
          'authorization;host',
          'b8e20591615abc52293f088c87be6df8e9b7b40c3da573f134c9132add851e2d',
        ])
        expect(request.ASCIICompare('A', 'a')).toBe(-1)
        expect(request.sha256Hex('hello world')).toBe(
          'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9',
        )
      })

      it.each(['RS256', 'PS256'] as const)('signs a request with %s', (algorithm) => {
        const token = new ValidationToken({ ...options, algorithm })
        const request = { url: 'https://example.com/path', method: 'POST' }
        const { header, payload } = jsonwebtoken.verify(token.fromHttpRequest(request), publicKey, {
          algorithms: [algorithm],
          complete: true,
        })
        expect(header).toEqual({ cty: 'twilio-pkrv;v=1', typ: 'JWT', alg: algorithm, kid: 'CR1' })
        const { iat, exp, ...claims } = payload as AnyNamespace
        expect(exp - iat).toBe(300)
        expect(claims).toEqual({
          iss: KEY,
          sub: ACCOUNT,
          hrh: 'authorization;host',
          rqh: token.getRequestCanonicalizer(request).create(),
        })
      })

      it.each([
        [{ url: 'https://a.example/' }, {}, 'Method is required'],
        [{ method: 'GET' }, {}, 'Url is required'],
        [
          { url: 'https://a.example/', method: 'GET' },
          { privateKey: 'invalid-key' },
          'secretOrPrivateKey must be an asymmetric key when using RS256',
        ],
      ])('says what is wrong with %o', (request, change, message) => {
        expect(() => new ValidationToken({ ...options, ...change }).fromHttpRequest(request)).toThrow(
          new Error(`Error generating JWT token Error: ${message}`),
        )
      })
    })
  })
}
