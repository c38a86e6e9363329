import { readFileSync } from 'node:fs'
import { decodeUnverified } from '@x/jwt-core'
import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  TaskQueueCapabilityToken,
  TaskRouterCapabilityToken,
  WorkerCapabilityToken,
  WorkspaceCapabilityToken,
} from '../src/index.ts'

type Call = 'allowFetchSubresources' | 'allowUpdateSubresources' | 'allowDeleteSubresources'

interface Vector {
  id: string
  implementation: string
  kind: string
  frozenNow: number
  input: {
    class: 'worker' | 'taskqueue' | 'workspace'
    accountSid: string
    authToken: string
    workspaceSid: string
    channelId: string
    ttl?: number
    calls: Call[]
  }
  header: object
  payload: Record<string, unknown> & { policies: object[] }
  token: string
}

const vectors: Vector[] = JSON.parse(
  readFileSync(new URL('../../../tools/testing/tokens.json', import.meta.url), 'utf8'),
).filter((vector: Vector) => vector.kind === 'taskrouter-capability')

function makeToken({
  class: kind,
  channelId,
  calls,
  ...options
}: Vector['input']): TaskRouterCapabilityToken {
  const token = {
    worker: () => new WorkerCapabilityToken({ ...options, workerSid: channelId }),
    taskqueue: () => new TaskQueueCapabilityToken({ ...options, taskQueueSid: channelId }),
    workspace: () => new WorkspaceCapabilityToken(options),
  }[kind]()
  for (const call of calls) token[call]()
  return token
}

afterEach(() => void vi.useRealTimers())

it('there are vectors of two libraries', () => {
  expect(new Set(vectors.map(({ implementation }) => implementation))).toEqual(
    new Set(['twilio-python', 'twilio-php']),
  )
})

describe.each(vectors)('$id', ({ implementation, frozenNow, input, header, payload, token }) => {
  it('is minted alike', async () => {
    vi.useFakeTimers({ now: frozenNow * 1000, toFake: ['Date'] })
    const minted = await makeToken(input).generate()
    if (implementation === 'twilio-python') return expect(minted).toBe(token)
    const decoded = decodeUnverified(minted)
    expect(decoded.header).toEqual(header)
    // twilio-php leaves the empty filters out of its own policies.
    const policies = payload.policies.map((policy) => ({ query_filter: {}, post_filter: {}, ...policy }))
    expect(decoded.payload).toEqual({ ...payload, policies })
  })

  it('is minted alike for its channel by the plain token', async () => {
    vi.useFakeTimers({ now: frozenNow * 1000, toFake: ['Date'] })
    const { class: kind, calls, ...options } = input
    const plain = new TaskRouterCapabilityToken(options)
    const mine = makeToken({ ...input, calls: [] })
    for (const policy of mine.policies) plain.addPolicy(policy)
    expect(await plain.generate()).toBe(await mine.generate())
  })
})
