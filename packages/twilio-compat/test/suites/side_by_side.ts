import { createSecretKey, generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import jsonwebtoken from 'jsonwebtoken'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { accessToken, clientCapability, signedRequest, taskRouterCapability, text } from './arbitraries.ts'
import { type AnyNamespace, expectSameOf, type Peers } from './compare.ts'

/** The token itself, so that the order of members is compared as well, and what it says, for a readable failure. */
function read(token: string): unknown {
  return { ...(jsonwebtoken.decode(token, { complete: true }) as object), token }
}

/** The same calls on a version of twilio since 4.0 and on this package. */
export function describeSideBySide(peers: Peers, runs: { readonly numRuns: number }): void {
  describe(`the same calls on twilio ${peers.version} and on this package`, () => {
    const expectSame = expectSameOf(peers)

    beforeEach(() => {
      vi.useFakeTimers({ toFake: ['Date'], now: 1_731_111_111_500 })
    })
    afterEach(() => {
      vi.useRealTimers()
    })

    it('give the same access token or the same message', () => {
      fc.assert(
        fc.property(accessToken, ({ args, options, fields, grants, algorithm }) => {
          expectSame(({ AccessToken }) => {
            const token = Object.assign(new AccessToken(...args, options), fields)
            for (const { name, options, fields } of grants)
              token.addGrant(Object.assign(new AccessToken[name](options), fields))
            return read(token.toJwt(algorithm))
          })
        }),
        runs,
      )
    })

    it('give the same client capability token or the same message', () => {
      fc.assert(
        fc.property(clientCapability, ({ options, fields, scopes }) => {
          expectSame(({ ClientCapability }) => {
            const capability = Object.assign(new ClientCapability(options), fields)
            for (const { name, argument } of scopes) capability.addScope(new ClientCapability[name](argument))
            return read(capability.toJwt())
          })
        }),
        runs,
      )
    })

    it('give the same TaskRouter capability token or the same message', () => {
      fc.assert(
        fc.property(taskRouterCapability, ({ options, fields, policies }) => {
          expectSame(({ taskrouter: { TaskRouterCapability } }) => {
            const capability = Object.assign(new TaskRouterCapability(options), fields)
            for (const policy of policies) capability.addPolicy(new TaskRouterCapability.Policy(policy))
            return read(capability.toJwt())
          })
        }),
        runs,
      )
    })

    it('give the same TaskRouter URLs and policies', () => {
      const name = fc.constantFrom(
        'WS123',
        'WKaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
        '**',
        'alice@example.com',
        'a-b_c',
      )
      fc.assert(
        fc.property(name, name, fc.option(name, { nil: undefined }), text, (first, second, last, version) => {
          expectSame(({ taskrouter: { util } }) => [
            util.workspacesUrl(last),
            util.taskQueuesUrl(first, last),
            util.tasksUrl(first, last),
            util.activitiesUrl(first, last),
            util.workersUrl(first, last),
            util.reservationsUrl(first, second, last),
            util
              .defaultWorkerPolicies(version, first, second)
              .map((policy: AnyNamespace) => policy.payload()),
            util.defaultEventBridgePolicies(first, second).map((policy: AnyNamespace) => policy.payload()),
          ])
        }),
      )
    })

    it.each([
      ['a grant that is none', (jwt: AnyNamespace) => mint(jwt, (token) => token.addGrant({ key: 'x' }))],
      ['a missing grant', (jwt: AnyNamespace) => mint(jwt, (token) => token.addGrant(undefined))],
      [
        'a grant with a payload that is no JSON',
        (jwt: AnyNamespace) => mint(jwt, (token) => token.addGrant({ key: 'x', toPayload: () => 1n })),
      ],
      [
        'a secret removed',
        (jwt: AnyNamespace) =>
          mint(jwt, (token) => {
            token.secret = undefined
          }),
      ],
    ])('fail alike: %s', (_, call) => {
      expect(() => call(peers.twilio)).toThrow()
      expectSame(call)
    })

    it('read a secret alike from bytes and key objects', () => {
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
      for (const secret of [Buffer.from('secret'), createSecretKey(Buffer.from('secret')), privateKey])
        expectSame((jwt) =>
          mint(jwt, (token) => {
            token.secret = secret
          }),
        )
    })
  })
}

/** The same calls for signed requests, which twilio has since 5.7. */
export function describeValidation(peers: Peers): void {
  describe(`the same signed requests by twilio ${peers.version} and this package`, () => {
    const expectSame = expectSameOf(peers)
    beforeEach(() => {
      vi.useFakeTimers({ toFake: ['Date'], now: 1_731_111_111_500 })
    })
    afterEach(() => {
      vi.useRealTimers()
    })

    const pem = { type: 'pkcs8', format: 'pem' } as const
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const keys = {
      rsa: privateKey.export(pem),
      short: generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export(pem),
      pss: generateKeyPairSync('rsa-pss', { modulusLength: 2048 }).privateKey.export(pem),
      pssOfSha256: generateKeyPairSync('rsa-pss', {
        modulusLength: 2048,
        hashAlgorithm: 'sha256',
        mgf1HashAlgorithm: 'sha256',
      }).privateKey.export(pem),
      ec: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export(pem),
      ed25519: generateKeyPairSync('ed25519').privateKey.export(pem),
      public: publicKey.export({ type: 'spki', format: 'pem' }),
      object: privateKey,
      text: 'invalid-key',
      number: 17,
      missing: undefined,
    }
    const sids = { accountSid: 'AC1', credentialSid: 'CR1', signingKey: 'SK1' }

    it('give the same validation token or the same message', () => {
      fc.assert(
        fc.property(signedRequest, fc.constantFrom(60, '5m', 1.5, undefined), (request, ttl) => {
          expectSame(({ ValidationToken }) => {
            const token = new ValidationToken({ ...sids, privateKey: keys.rsa })
            if (ttl !== undefined) token.ttl = ttl
            return read(token.fromHttpRequest(request))
          })
        }),
        { numRuns: 300 },
      )
    })

    it('give the same validation token or the same message for every kind of key', () => {
      const request = { url: 'https://api.twilio.com/', method: 'GET' }
      for (const algorithm of [undefined, 'RS256', 'PS256', 'HS256', '', null])
        for (const [kind, privateKey] of Object.entries(keys))
          expectSame(({ ValidationToken }) => {
            const token = new ValidationToken({ ...sids, privateKey, algorithm }).fromHttpRequest(request)
            const decoded = jsonwebtoken.verify(token, publicKey, { complete: true })
            // The salt of PS256 is random.
            return { kind, header: decoded.header, payload: decoded.payload }
          })
    })

    it('give the same canonical request', () => {
      fc.assert(
        fc.property(text, text, fc.dictionary(text, text), (uri, method, headers) => {
          const [theirs, ours] = [
            peers.twilio.validation.RequestCanonicalizer,
            peers.ours.validation.RequestCanonicalizer,
          ].map((RequestCanonicalizer) => {
            const request = new RequestCanonicalizer(method, uri, {}, undefined, headers)
            try {
              return request.getCanonicalizedRequestString()
            } catch (error) {
              return String(error)
            }
          })
          expect(ours).toBe(theirs)
        }),
      )
    })

    it.each([
      ['a validation token without options', (jwt: AnyNamespace) => new jwt.ValidationToken()],
      ['one without an account', (jwt: AnyNamespace) => new jwt.ValidationToken({})],
      ['one without a credential', (jwt: AnyNamespace) => new jwt.ValidationToken({ accountSid: 'AC1' })],
    ])('fail alike: %s', (_, call) => {
      expect(() => call(peers.twilio)).toThrow()
      expectSame(call)
    })
  })
}

function mint({ AccessToken }: AnyNamespace, change: (token: AnyNamespace) => void): unknown {
  const token = new AccessToken('AC1', 'SK1', 'secret', { identity: 'alice' })
  change(token)
  return read(token.toJwt())
}
