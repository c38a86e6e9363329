import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'

// The built packages by their two doors: an object of either is known to the class of the other by `instanceof`.

const require = createRequire(import.meta.url)

// biome-ignore lint/suspicious/noExplicitAny: the classes of many packages, each used as its users do
type Exports = Record<string, any>

const [account, key, secret] = ['AC1', 'SK1', 'a secret for the application, 32 bytes']
const taskRouter = { accountSid: account, authToken: secret, workspaceSid: 'WS1' }

interface Door {
  readonly name: string
  /** An object of each class whose name it stands under. */
  make(exports: Exports): Record<string, unknown>
}

const grants = ['Video', 'Chat', 'Voice', 'Sync', 'TaskRouter', 'Playback']

const DOORS: readonly Door[] = [
  ...grants.map((grant) => ({
    name: `@x/grants-${grant.replace(/(?<=.)[A-Z]/, '-$&').toLowerCase()}`,
    make: (exports: Exports) => ({ [`${grant}Grant`]: new exports[`${grant}Grant`]() }),
  })),
  {
    name: '@x/jwt-core',
    make: ({ Jwt, JwtError, JwtOptionError, JwtDecodeError }) => ({
      Jwt: new Jwt(secret),
      JwtError: new JwtError('ERR_KEY_UNAVAILABLE', 'a test'),
      JwtOptionError: new JwtOptionError('option', 'a test'),
      JwtDecodeError: new JwtDecodeError('ERR_TOKEN_EXPIRED', 'a test'),
    }),
  },
  {
    name: '@x/access-token',
    make: ({ AccessToken }) => {
      const token = new AccessToken(account, key, secret, { identity: 'alice' })
      return { AccessToken: token, VerifiedAccessToken: AccessToken.verifySync(token.toJwtSync(), secret) }
    },
  },
  {
    name: '@x/client-capability',
    make: ({ ClientCapabilityToken }) => ({
      ClientCapabilityToken: new ClientCapabilityToken(account, secret),
    }),
  },
  {
    name: '@x/taskrouter-capability',
    make: (exports) => ({
      Policy: new exports.Policy({ url: 'https://taskrouter.twilio.com/v1/Workspaces', method: 'GET' }),
      TaskRouterCapabilityToken: new exports.TaskRouterCapabilityToken({ ...taskRouter, channelId: 'WK1' }),
      WorkerCapabilityToken: new exports.WorkerCapabilityToken({ ...taskRouter, workerSid: 'WK1' }),
      TaskQueueCapabilityToken: new exports.TaskQueueCapabilityToken({ ...taskRouter, taskQueueSid: 'WQ1' }),
      WorkspaceCapabilityToken: new exports.WorkspaceCapabilityToken(taskRouter),
    }),
  },
]

describe.each(DOORS)('$name', ({ name, make }) => {
  it('knows by import what require made, and the other way round', async () => {
    const [esm, cjs] = [(await import(name)) as Exports, require(name) as Exports]
    for (const [from, to] of [
      [esm, cjs],
      [cjs, esm],
    ] as const)
      for (const [type, value] of Object.entries(make(from))) {
        expect(from[type]).not.toBe(to[type])
        expect(value instanceof to[type], type).toBe(true)
        expect({} instanceof to[type], type).toBe(false)
        expect(JSON.parse(`{"constructor":{"brand":"${to[type].brand}"}}`) instanceof to[type]).toBe(false)
      }
  })

  it('tells a class from one that extends it', async () => {
    const [esm, cjs] = [(await import(name)) as Exports, require(name) as Exports]
    for (const [type, value] of Object.entries(make(cjs))) {
      class Own extends esm[type] {}
      expect(value instanceof Own, type).toBe(false)
      // An error is told by what its constructor writes into it.
      if (!type.endsWith('Error')) expect(Object.create(Own.prototype) instanceof cjs[type], type).toBe(true)
    }
  })
})

describe('classes of one family', () => {
  it('are told apart across the doors', async () => {
    const [esm, cjs] = [await import('@x/taskrouter-capability'), require('@x/taskrouter-capability')]
    const worker = new cjs.WorkerCapabilityToken({ ...taskRouter, workerSid: 'WK1' })
    expect(worker).toBeInstanceOf(esm.TaskRouterCapabilityToken)
    expect(worker).not.toBeInstanceOf(esm.WorkspaceCapabilityToken)
    const { AccessTokenGrant } = await import('@x/jwt-core/grant')
    const { VideoGrant } = require('@x/grants-video')
    const { ChatGrant } = await import('@x/grants-chat')
    expect(new VideoGrant()).toBeInstanceOf(AccessTokenGrant)
    expect(new VideoGrant()).not.toBeInstanceOf(ChatGrant)
  })

  it('a policy of the other door is taken as it is', async () => {
    const { WorkspaceCapabilityToken } = await import('@x/taskrouter-capability')
    const { Policy } = require('@x/taskrouter-capability')
    const policy = new Policy({
      url: 'https://taskrouter.twilio.com/v1/Workspaces/WS1',
      method: 'DELETE',
      allow: false,
    })
    const token = new WorkspaceCapabilityToken({ ...taskRouter, startingPolicies: false }).addPolicy(policy)
    expect(token.policies.map((each) => each.toPayload())).toEqual([policy.toPayload()])
  })
})

describe.each(['@x/twilio-compat', '@x/twilio-compat/v3'])('%s', (door) => {
  const at = (root: Exports, path: string): Exports =>
    path.split('.').reduce((value: Exports, name) => value[name], root)

  const options = { accountSid: account, authToken: secret }
  const make: Record<string, (type: Exports[string]) => unknown> = {
    AccessToken: (type) => new type(account, key, secret, { identity: 'alice' }),
    ...Object.fromEntries(
      grants.map((grant) => [`AccessToken.${grant}Grant`, (type: Exports[string]) => new type({})]),
    ),
    ClientCapability: (type) => new type(options),
    'ClientCapability.IncomingClientScope': (type) => new type('alice'),
    'ClientCapability.OutgoingClientScope': (type) => new type({ applicationSid: 'AP1' }),
    'ClientCapability.EventStreamScope': (type) => new type({}),
    'taskrouter.TaskRouterCapability': (type) => new type({ ...taskRouter, channelId: 'WK1' }),
    'taskrouter.TaskRouterCapability.Policy': (type) => new type({ url: 'https://a.example/' }),
    // 3.x has no signed requests.
    ...(door === '@x/twilio-compat' && {
      ValidationToken: (type: Exports[string]) =>
        new type({ accountSid: account, credentialSid: 'CR1', signingKey: key, privateKey: 'a key' }),
      'validation.RequestCanonicalizer': (type: Exports[string]) => new type('GET', '/', '', [], {}),
    }),
  }
  const deep: Record<string, string> = {
    AccessToken: 'lib/jwt/AccessToken',
    ClientCapability: 'lib/jwt/ClientCapability',
    'taskrouter.TaskRouterCapability': 'lib/jwt/taskrouter/TaskRouterCapability',
    ValidationToken: 'lib/jwt/validation/ValidationToken',
    'validation.RequestCanonicalizer': 'lib/jwt/validation/RequestCanonicalizer',
  }

  it.each(Object.keys(make))('jwt.%s', async (path) => {
    const esm = at(((await import(/* @vite-ignore */ door)) as Exports).jwt, path)
    const cjs = at(require(door).jwt, path)
    const create = make[path] as (type: unknown) => unknown
    expect(esm).not.toBe(cjs)
    for (const [from, to] of [
      [esm, cjs],
      [cjs, esm],
    ]) {
      expect(create(from) instanceof (to as never)).toBe(true)
      expect({} instanceof (to as never)).toBe(false)
    }
    class Own extends (esm as unknown as new () => object) {}
    expect(create(cjs) instanceof Own).toBe(false)
    const file = deep[path]
    if (file === undefined) return
    const loaded = require(`${door}/${file}`)
    const own = typeof loaded === 'function' ? loaded : loaded.default
    for (const type of [own, ((await import(/* @vite-ignore */ `${door}/${file}.js`)) as Exports).default]) {
      expect(create(type)).toBeInstanceOf(esm)
      expect(create(esm)).toBeInstanceOf(type)
    }
  })
})
