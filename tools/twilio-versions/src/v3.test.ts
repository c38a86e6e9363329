import { createRequire } from 'node:module'
import { inherits } from 'node:util'
import fc from 'fast-check'
import jsonwebtoken from 'jsonwebtoken'
import { afterEach, beforeEach, describe, it, vi } from 'vitest'
import { jwt as ours } from '../../../packages/twilio-compat/src/v3/index.ts'
import {
  accessTokenOf3,
  clientCapabilityOf3,
  taskRouterCapabilityOf3,
  text,
} from '../../../packages/twilio-compat/test/suites/arbitraries.ts'
import {
  type AnyNamespace,
  expectSameOf,
  type Peers,
} from '../../../packages/twilio-compat/test/suites/compare.ts'
import { describeDeviations } from '../../../packages/twilio-compat/test/suites/deviations.ts'
import { describeMembers, membersOf } from '../../../packages/twilio-compat/test/suites/members.ts'

// The door for 3.x beside the newest 3.x.

const { jwt: theirs } = createRequire(import.meta.url)('twilio-3')
const peers: Peers = { version: '3', twilio: theirs, ours }
const expectSame = expectSameOf(peers)

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: 1_731_111_111_500 })
})
afterEach(() => {
  vi.useRealTimers()
})

/** The token itself, so that the order of members is compared as well, and what it says, for a readable failure. */
function read(token: string): unknown {
  return { ...(jsonwebtoken.decode(token, { complete: true }) as object), token }
}

/** The ways to a class that apps of that time went: by itself, and as the base of a class of their own. */
const WAYS: Readonly<Record<string, (Base: AnyNamespace['Class']) => AnyNamespace['Class']>> = {
  itself: (Base) => Base,
  class: (Base) => class extends Base {},
  inherits(Base) {
    function Own(this: unknown, ...args: unknown[]): void {
      Base.apply(this, args)
    }
    inherits(Own, Base)
    return Own
  },
}
const way = fc.constantFrom(...Object.values(WAYS))
const runs = { numRuns: 2000 }

describe('the same calls on twilio 3 and on the door for it', () => {
  it('give the same access token or the same error', () => {
    fc.assert(
      fc.property(accessTokenOf3, way, (given, way) => {
        const { args, options, fields, grants, algorithm, instead, boxed } = given
        expectSame(({ AccessToken }) => {
          const token = new (way(AccessToken))(...args, options)
          for (const { name, options, fields } of grants)
            token.addGrant(Object.assign(new (way(AccessToken[name]))(options), fields))
          return read(Object.assign(token, fields, boxed, instead).toJwt(algorithm))
        })
      }),
      runs,
    )
  })

  it('give the same client capability token or the same error', () => {
    fc.assert(
      fc.property(clientCapabilityOf3, way, ({ options, fields, scopes, instead }, way) => {
        expectSame(({ ClientCapability }) => {
          const capability = Object.assign(new (way(ClientCapability))(options), fields)
          for (const { name, argument } of scopes)
            capability.addScope(new (way(ClientCapability[name]))(argument))
          return read(Object.assign(capability, instead).toJwt())
        })
      }),
      runs,
    )
  })

  it('give the same TaskRouter capability token or the same error', () => {
    fc.assert(
      fc.property(taskRouterCapabilityOf3, way, ({ options, fields, policies, instead }, way) => {
        expectSame(({ taskrouter: { TaskRouterCapability } }) => {
          const capability = Object.assign(new (way(TaskRouterCapability))(options), fields)
          for (const policy of policies) capability.addPolicy(new (way(TaskRouterCapability.Policy))(policy))
          return read(Object.assign(capability, instead).toJwt())
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
          util.defaultWorkerPolicies(version, first, second).map((policy: AnyNamespace) => policy.payload()),
          util.defaultEventBridgePolicies(first, second).map((policy: AnyNamespace) => policy.payload()),
        ])
      }),
    )
  })

  it('read a secret alike, whatever it is', () => {
    const bytes = Buffer.from('secret')
    const key = { type: 'secret' }
    for (const secret of [bytes, new Uint8Array(bytes), [bytes], key, Symbol('x'), 1n, () => 'x', true])
      for (const payload of [{}, 1n])
        expectSame(({ AccessToken }) => {
          const token = new AccessToken('AC1', 'SK1', secret)
          token.addGrant({ key: 'x', toPayload: () => payload })
          return read(token.toJwt())
        })
  })
})

describe('the namespace', () => {
  it('has the same members', () => {
    expectSame((jwt) => [membersOf(jwt), membersOf(jwt.taskrouter), membersOf(jwt.taskrouter.util)])
    expectSame((jwt) => {
      jwt.AccessToken = class {}
    })
  })

  it('has an IpMessagingGrant that is a ChatGrant', () => {
    expectSame(({ AccessToken }) => {
      const grant = new AccessToken.IpMessagingGrant({ serviceSid: 'IS1' })
      return [
        grant instanceof AccessToken.IpMessagingGrant,
        grant instanceof AccessToken.ChatGrant,
        grant instanceof AccessToken.VideoGrant,
        grant.constructor === AccessToken.ChatGrant,
        new AccessToken.ChatGrant() instanceof AccessToken.IpMessagingGrant,
      ]
    })
  })
})

describeDeviations(peers)
describeMembers(peers)
