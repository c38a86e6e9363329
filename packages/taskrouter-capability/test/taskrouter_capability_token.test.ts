import { inspect } from 'node:util'
import { createKeyRing, decodeUnverified } from '@x/jwt-core'
import fc from 'fast-check'
import jsonwebtoken from 'jsonwebtoken'
import twilio from 'twilio'
import { afterEach, beforeEach, describe, expect, expectTypeOf, it, vi } from 'vitest'
import {
  activitiesUrl,
  type CapabilityTokenOptions,
  defaultEventBridgePolicies,
  defaultWorkerPolicies,
  Policy,
  type PolicyOptions,
  reservationsUrl,
  TaskQueueCapabilityToken,
  TaskRouterCapabilityToken,
  taskQueuesUrl,
  tasksUrl,
  WorkerCapabilityToken,
  WorkspaceCapabilityToken,
  workersUrl,
  workspacesUrl,
} from '../src/index.ts'

const AUTH_TOKEN = 'fake-auth-token-0123456789abcdef'
const NOW = 1_700_000_000
const BASE: CapabilityTokenOptions = { accountSid: 'AC1', authToken: AUTH_TOKEN, workspaceSid: 'WS1' }
const WORKSPACE = 'https://taskrouter.twilio.com/v1/Workspaces/WS1'
const socketOf = (channel: string) => `https://event-bridge.twilio.com/v1/wschannels/AC1/${channel}`

beforeEach(() => void vi.useFakeTimers({ now: NOW * 1000, toFake: ['Date'] }))
afterEach(() => void vi.useRealTimers())

const make = (channelId: string, options?: Partial<CapabilityTokenOptions>) =>
  new TaskRouterCapabilityToken({ ...BASE, channelId, ...options })
const list = (token: TaskRouterCapabilityToken) =>
  token.policies.map(({ allow, method, url }) => `${allow ? '' : 'deny '}${method} ${url}`)

describe('the channel', () => {
  it.each([
    ['WK1', `${WORKSPACE}/Workers/WK1`, { worker_sid: 'WK1' }],
    ['WQ1', `${WORKSPACE}/TaskQueues/WQ1`, { taskqueue_sid: 'WQ1' }],
    ['WS1', WORKSPACE, {}],
    ['alice', `${WORKSPACE}/Workers/alice`, {}],
    ['bob@example.com', `${WORKSPACE}/Workers/bob@example.com`, {}],
  ])(
    '%s says which resource self and sub-resources are, and which claim names it',
    (channel, url, claims) => {
      const token = make(channel)
        .allowUpdateSelf()
        .allowDeleteSelf()
        .allowFetchSubresources()
        .allowUpdateSubresources()
        .allowDeleteSubresources()
      expect(list(token)).toEqual([
        ...[`GET ${socketOf(channel)}`, `POST ${socketOf(channel)}`],
        ...[`GET ${url}`, `POST ${url}`, `DELETE ${url}`],
        ...[`GET ${url}/**`, `POST ${url}/**`, `DELETE ${url}/**`],
      ])
      const { policies, ...rest } = token.toClaims()
      expect(rest).toEqual({
        ...{ account_sid: 'AC1', workspace_sid: 'WS1', channel, version: 'v1', friendly_name: channel },
        ...{ ...claims, iss: 'AC1', exp: NOW + 3600 },
      })
    },
  )

  it.each(['**', 'WK*', 'a/b', 'WK1/..', '..', '.', 'a b', 'a?b', 'a#b', 'a%2Fb', 'a\\b', 'a\nb', 'ä', ''])(
    '%j, which could open more than it names, is refused',
    (channel) => {
      const refusal = expect.objectContaining({ code: 'ERR_OPTION_INVALID', option: 'channelId' })
      expect(() => make(channel)).toThrow(refusal)
      expect(() => make('alice').allowWebSockets(channel)).toThrow(refusal)
      expect(() => make('alice', { workspaceSid: `WS/${channel}` })).toThrow(
        expect.objectContaining({ option: 'workspaceSid' }),
      )
      expect(() => new WorkerCapabilityToken({ ...BASE, workerSid: `WK${channel}/` })).toThrow(
        expect.objectContaining({ option: 'workerSid' }),
      )
    },
  )

  it('that is the SID of something else is refused', () => {
    for (const prefix of ['AC', 'WS', 'WT', 'SK'])
      expect(() => make(`${prefix}${'0'.repeat(32)}`)).toThrow(
        expect.objectContaining({ option: 'channelId' }),
      )
  })
})

describe('a token', () => {
  it('does not change once it was made', () => {
    const token = new WorkerCapabilityToken({
      ...{ accountSid: 'AC1', authToken: AUTH_TOKEN, workspaceSid: 'WS1', workerSid: 'WK1' },
    })
    for (const name of ['accountSid', 'workspaceSid', 'channelId', 'friendlyName', 'version', 'workerSid'])
      expect(() => Object.assign(token, { [name]: 'WS2' }), name).toThrow(TypeError)
  })

  it.each(["WK'1", "'WK1", "WS1'"])('takes the channel %s for a SID with a quote in it', (channelId) => {
    const options = { accountSid: 'AC1', authToken: AUTH_TOKEN, workspaceSid: 'WS1' }
    expect(() => new TaskRouterCapabilityToken({ ...options, channelId })).toThrow(
      expect.objectContaining({ option: 'channelId' }),
    )
    expect(new TaskRouterCapabilityToken({ ...options, channelId: "o'hara" }).channelId).toBe("o'hara")
  })

  it('holds what is added and nothing else where it is asked to', () => {
    const options = { accountSid: 'AC1', authToken: AUTH_TOKEN, workspaceSid: 'WS1', startingPolicies: false }
    expect(new TaskRouterCapabilityToken({ ...options, channelId: 'alice' }).policies).toEqual([])
    expect(new WorkerCapabilityToken({ ...options, workerSid: 'WK1' }).policies).toEqual([])
    expect(new WorkspaceCapabilityToken(options).allowFetchSelf().policies).toHaveLength(1)
    // A choice that was never made does not grant them.
    expect(() => new WorkspaceCapabilityToken({ ...options, startingPolicies: undefined as never })).toThrow(
      expect.objectContaining({ option: 'startingPolicies' }),
    )
  })

  it('is accepted by jsonwebtoken, with a plain header', async () => {
    const token = make('alice', { ttl: 60, nbf: NOW - 5, friendlyName: 'Alice', version: 'v1' })
    const { header, payload } = jsonwebtoken.verify(await token.generate(), AUTH_TOKEN, { complete: true })
    expect(header).toEqual({ alg: 'HS256', typ: 'JWT' })
    expect(payload).toEqual(token.toClaims())
    expect(payload).toMatchObject({ exp: NOW + 60, nbf: NOW - 5, friendly_name: 'Alice', version: 'v1' })
    expect(list(token)[2]).toBe('GET https://taskrouter.twilio.com/v1/Workspaces/WS1/Workers/alice')
  })

  it('is the same from generate and generateSync, and reads the clock at each call', async () => {
    const token = make('WK1', { ttl: 10 })
    const first = await token.generate()
    expect(token.generateSync()).toBe(first)
    vi.setSystemTime((NOW + 5) * 1000)
    expect(decodeUnverified(await token.generate()).payload.exp).toBe(NOW + 15)
    expect(make('WK1', { validUntil: NOW + 7, ttl: 10 }).toClaims().exp).toBe(NOW + 7)
  })

  it('signs with the key of a ring', async () => {
    const ring = createKeyRing({ AC1: AUTH_TOKEN, AC2: 'another' })
    expect(await make('WK1', { authToken: ring }).generate()).toBe(await make('WK1').generate())
    expect(() => make('WK1', { authToken: createKeyRing({ AC2: 'x' }) })).toThrow(
      expect.objectContaining({ code: 'ERR_KEY_UNKNOWN' }),
    )
  })

  it.each([
    ['accountSid', [undefined, '', 'SK1', 'WS1', 'AC*', 5]],
    ['authToken', [undefined, '', 5, `AC${'0'.repeat(32)}`, new Uint8Array()]],
    ['workspaceSid', [undefined, '', 'WK1', 'AC1', 'WS/1']],
    ['channelId', [undefined, '', 5]],
    ['friendlyName', ['', 5]],
    ['version', ['', '1', 'v', 'v1/..', 1]],
    ['ttl', [0, -1, 1.5, 86401, '60']],
    ['nbf', [NOW * 1000, 'now']],
    ['validUntil', [NOW + 86401, NOW * 1000]],
  ])('refuses a bad %s', (option, values) => {
    for (const value of values)
      expect(() => make('WK1', { [option]: value }), String(value)).toThrow(
        expect.objectContaining({ option }),
      )
  })

  it('says which arguments are swapped', () => {
    expect(() => make('WK1', { accountSid: 'WS1', workspaceSid: 'AC1' })).toThrow(/workspace SID.*swapped/)
  })

  it('refuses a call without options', () => {
    for (const type of [TaskRouterCapabilityToken, WorkerCapabilityToken, WorkspaceCapabilityToken])
      expect(() => new (type as unknown as new () => object)()).toThrow(
        expect.objectContaining({ option: 'options' }),
      )
  })

  it('keeps the auth token to itself', () => {
    const token = make('WK1')
    const shown = inspect(token, { showHidden: true, depth: 9 }) + JSON.stringify(token) + String(token)
    expect(shown).not.toContain(AUTH_TOKEN)
  })
})

describe('the tokens of one resource', () => {
  it('of a worker lets it fetch what it works with, and update its activity and reservations', () => {
    const token = new WorkerCapabilityToken({ ...BASE, workerSid: 'WK1' })
    expectTypeOf(token.allowFetchSelf().allowUpdateActivities()).toEqualTypeOf(token)
    const from = list(new WorkerCapabilityToken({ ...BASE, workerSid: 'WK1' }))
    expect(from).toEqual([
      ...[`GET ${socketOf('WK1')}`, `POST ${socketOf('WK1')}`, `GET ${WORKSPACE}/Workers/WK1`],
      ...[`GET ${WORKSPACE}/Activities`, `GET ${WORKSPACE}/Tasks/**`],
      `GET ${WORKSPACE}/Workers/WK1/Reservations/**`,
    ])
    token.allowUpdateReservations()
    expect(list(token).slice(from.length)).toEqual([
      `POST ${WORKSPACE}/Workers/WK1`,
      `POST ${WORKSPACE}/Tasks/**`,
      `POST ${WORKSPACE}/Workers/WK1/Reservations/**`,
    ])
    expect(token.policies[from.length]?.postFilter).toEqual({ ActivitySid: { required: true } })
  })

  it('take no SID of another kind, and no other channel', () => {
    expect(() => new WorkerCapabilityToken({ ...BASE, workerSid: 'WQ1' })).toThrow(/worker SID/)
    expect(() => new TaskQueueCapabilityToken({ ...BASE, taskQueueSid: 'WK1' })).toThrow(/task queue SID/)
    expect(() => new WorkspaceCapabilityToken({ ...BASE, workspaceSid: 'WK1' })).toThrow(/workspace SID/)
    const withChannel = (channelId: string) => {
      const options = { ...BASE, workerSid: 'WK1', channelId }
      return new WorkerCapabilityToken(options)
    }
    expect(() => withChannel('alice')).toThrow(expect.objectContaining({ option: 'channelId' }))
    expect(withChannel('WK1').channelId).toBe('WK1')
    // @ts-expect-error the channel follows from the SID
    new WorkspaceCapabilityToken({ ...BASE, channelId: 'WS1' })
  })
})

describe('policies', () => {
  it('are not repeated, whichever call made them', () => {
    const token = new WorkerCapabilityToken({ ...BASE, workerSid: 'WK1' })
    const before = token.generateSync()
    token.allowWebSockets().allowWebSockets('WK1').allowFetchSelf().allowFetchActivities()
    token.allowFetchReservations().allowFetchWorkerReservations()
    for (const policy of defaultWorkerPolicies('v1', 'WS1', 'WK1')) token.addPolicy(policy)
    expect(token.generateSync()).toBe(before)
    expect(token.generateSync()).toBe(before)
    token.allowUpdateSubresources()
    const updated = token.generateSync()
    expect(token.allowUpdatesSubresources().generateSync()).toBe(updated)
    const filter = { a: { required: true }, b: { required: false } }
    const swapped = { b: { required: false }, a: { required: true } }
    const added = { url: tasksUrl('WS1', '**'), method: 'POST' as const }
    token.addPolicy({ ...added, postFilter: filter }).addPolicy({ ...added, postFilter: swapped })
    token.addPolicy({ ...added, queryFilter: filter })
    expect(token.policies.length).toBe(9)
  })

  it('deny where they say so', () => {
    const denied = { url: workersUrl('WS1', 'WK2'), method: 'DELETE' as const, allow: false }
    const token = make('WS1')
      .addPolicy(denied)
      .addPolicy({ ...denied, allow: true })
    expect(token.toClaims().policies.slice(-2)).toEqual([
      { url: denied.url, method: 'DELETE', allow: false, query_filter: {}, post_filter: {} },
      { url: denied.url, method: 'DELETE', allow: true, query_filter: {}, post_filter: {} },
    ])
  })

  it('ask each rule of a filter once', () => {
    let asked = 0
    const rule = {
      get required() {
        return asked++ === 0 ? true : (undefined as never)
      },
    }
    const policy = new Policy({ url: tasksUrl('WS1'), method: 'GET', queryFilter: { a: rule } })
    expect(policy.toPayload().query_filter).toEqual({ a: { required: true } })
  })

  it('are copied when they are added', () => {
    const policy = {
      url: tasksUrl('WS1'),
      method: 'GET' as const,
      allow: false,
      queryFilter: { a: { required: true } },
    }
    const token = make('WS1').addPolicy(policy)
    const before = token.generateSync()
    policy.allow = true
    policy.queryFilter.a.required = false
    expect(() => Object.assign(token.policies.at(-1) as object, { allow: true })).toThrow()
    Object.assign(token.policies.at(-1)?.toPayload().query_filter as object, { b: { required: true } })
    expect(token.generateSync()).toBe(before)
  })

  it('of twilio-node are taken, and a Policy has its method', () => {
    const theirs = new twilio.jwt.taskrouter.TaskRouterCapability.Policy({
      url: tasksUrl('WS1'),
      method: 'POST',
    })
    const mine = new Policy(theirs as PolicyOptions)
    expect(mine.payload()).toEqual(theirs.payload())
    expect(
      make('WS1')
        .addPolicy(theirs as PolicyOptions)
        .policies.at(-1),
    ).toEqual(mine)
  })

  it.each([
    ['policy', undefined],
    ['policy', 'GET https://x'],
    ['allowed', { allowed: false }],
    ['url', { url: undefined }],
    ['url', { url: '' }],
    ['url', { url: '/v1/Workspaces' }],
    ['url', { url: 'http://taskrouter.twilio.com/v1' }],
    ['url', { url: 'https://taskrouter.twilio.com/v1?a=b' }],
    ['url', { url: 'https://user@taskrouter.twilio.com/v1' }],
    ['url', { url: 'https://taskrouter.twilio.com/a b' }],
    ['method', { method: undefined }],
    ['method', { method: 'get' }],
    ['method', { method: 'PATCH' }],
    ['allow', { allow: 'false' }],
    ['allow', { allow: null }],
    ['queryFilter', { queryFilter: [] }],
    ['queryFilter', { queryFilter: null }],
    ['queryFilter', { queryFilter: new Map([['a', { required: true }]]) }],
    ['queryFilter', { queryFilter: Promise.resolve({ a: { required: true } }) }],
    ['queryFilter', { queryFilter: Object.create({ a: { required: true } }) }],
    ['postFilter', { postFilter: { [Symbol('a')]: { required: true } } }],
    ['postFilter', { postFilter: Object.defineProperty({}, 'a', { value: { required: true } }) }],
    ['postFilter', { postFilter: new (class { get a() { return { required: true } } })() }], // biome-ignore format: on one line
    ['postFilter', { postFilter: { a: true } }],
    ['postFilter', { postFilter: { a: { required: 'yes' } } }],
    ['postFilter', { postFilter: { a: { required: true, value: 'x' } } }],
    ['postFilter', { postFilter: { '': { required: true } } }],
  ])('with a bad %s are refused: %j', (option, given) => {
    const policy =
      typeof given === 'object' ? { url: 'https://taskrouter.twilio.com/v1', method: 'GET', ...given } : given
    const refusal = expect.objectContaining({ code: 'ERR_OPTION_INVALID', option })
    expect(() => new Policy(policy as never)).toThrow(refusal)
    expect(() => make('WS1').addPolicy(policy as never)).toThrow(refusal)
  })

  it('hold filters of any names', () => {
    const names = fc.dictionary(fc.string({ minLength: 1 }), fc.record({ required: fc.boolean() }))
    fc.assert(
      fc.property(names, names, fc.boolean(), (queryFilter, postFilter, allow) => {
        const policy = new Policy({
          url: workspacesUrl('WS1'),
          method: 'PUT',
          allow,
          queryFilter,
          postFilter,
        })
        const written = JSON.parse(JSON.stringify(policy.toPayload()))
        expect(written.query_filter).toEqual(JSON.parse(JSON.stringify(queryFilter)))
        expect(written.post_filter).toEqual(JSON.parse(JSON.stringify(postFilter)))
        expect(written.allow).toBe(allow)
      }),
    )
    const own = new Policy({
      ...{ url: workspacesUrl('WS1'), method: 'GET' },
      queryFilter: JSON.parse('{"__proto__":{"required":true}}'),
    })
    expect(JSON.stringify(own.toPayload().query_filter)).toBe('{"__proto__":{"required":true}}')
  })
})

describe('beside twilio-node', () => {
  const { TaskRouterCapability, util } = twilio.jwt.taskrouter
  const payloads = (policies: { payload(): object }[]) => policies.map((policy) => policy.payload())

  it('URLs and default policies are the same', () => {
    expect(workspacesUrl()).toBe('https://taskrouter.twilio.com/v1/Workspaces')
    for (const sid of [undefined, 'X1', '**']) {
      expect(workspacesUrl(sid)).toBe(util.workspacesUrl(sid))
      for (const [mine, theirs] of [
        [taskQueuesUrl, util.taskQueuesUrl],
        [tasksUrl, util.tasksUrl],
        [activitiesUrl, util.activitiesUrl],
        [workersUrl, util.workersUrl],
      ] as const)
        expect(mine('WS1', sid)).toBe(theirs('WS1', sid))
      expect(reservationsUrl('WS1', 'WK1', sid)).toBe(util.reservationsUrl('WS1', 'WK1', sid))
    }
    expect(payloads(defaultWorkerPolicies('v1', 'WS1', 'WK1'))).toEqual(
      payloads(util.defaultWorkerPolicies('v1', 'WS1', 'WK1')),
    )
    expect(payloads(defaultEventBridgePolicies('AC1', 'alice'))).toEqual(
      payloads(util.defaultEventBridgePolicies('AC1', 'alice')),
    )
  })

  it('a worker token says the same', async () => {
    const theirs = new TaskRouterCapability({
      ...{ accountSid: 'AC1', authToken: AUTH_TOKEN, workspaceSid: 'WS1', channelId: 'WK1' },
      ...{ friendlyName: 'Alice', ttl: 60 },
    })
    for (const policy of util.defaultEventBridgePolicies('AC1', 'WK1')) theirs.addPolicy(policy)
    for (const policy of util.defaultWorkerPolicies('v1', 'WS1', 'WK1')) theirs.addPolicy(policy)
    const { iat, policies, ...rest } = jsonwebtoken.verify(
      theirs.toJwt(),
      AUTH_TOKEN,
    ) as jsonwebtoken.JwtPayload
    const mine = new WorkerCapabilityToken({ ...BASE, workerSid: 'WK1', friendlyName: 'Alice', ttl: 60 })
    const { policies: own, ...claims } = jsonwebtoken.verify(
      await mine.generate(),
      AUTH_TOKEN,
    ) as jsonwebtoken.JwtPayload
    expect(claims).toEqual(rest)
    expect(own).toHaveLength(policies.length)
    expect(own).toEqual(expect.arrayContaining(policies))
  })

  it.each(['', '.', '..', 'a/b', 'a b', 'a?b', 5 as never])('a URL of %j is refused', (sid) => {
    for (const build of [taskQueuesUrl, tasksUrl, activitiesUrl, workersUrl])
      expect(() => build('WS1', sid)).toThrow(expect.objectContaining({ code: 'ERR_OPTION_INVALID' }))
    expect(() => workspacesUrl(sid)).toThrow(expect.objectContaining({ option: 'workspaceSid' }))
    expect(() => reservationsUrl('WS1', sid)).toThrow(expect.objectContaining({ option: 'workerSid' }))
  })
})
