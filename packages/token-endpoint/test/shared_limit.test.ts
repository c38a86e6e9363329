import type { ChildProcess } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRedis, hasRedis, type TestRedis } from './redis.ts'
import { buildProgram, startProgram } from './start_program.ts'

const processes: ChildProcess[] = []
let program = ''

/** Starts a process of the service and gives its address. */
async function startService(redis: TestRedis, settings: Record<string, string>): Promise<string> {
  const { child, line } = await startProgram(program, { ...settings, REDIS_PORT: `${redis.port}` })
  processes.push(child)
  return `http://127.0.0.1:${line}/token`
}

async function ask(address: string, identity: string): Promise<number> {
  const init = { method: 'POST', headers: { authorization: identity }, signal: AbortSignal.timeout(10_000) }
  const response = await fetch(address, init)
  await response.arrayBuffer()
  return response.status
}

describe.skipIf(!hasRedis)('two processes with one Redis', () => {
  let redis: TestRedis
  beforeAll(async () => {
    program = await buildProgram('redis_server.ts')
    redis = await createRedis()
  })
  afterAll(async () => {
    for (const child of processes) child.kill('SIGKILL')
    await redis?.remove()
  })

  it('share one limit to the request', async () => {
    const services = await Promise.all([1, 2].map(() => startService(redis, { LIMIT: '25' })))
    const requests = Array.from({ length: 100 }, (_, index) => ask(services[index % 2] as string, 'alice'))
    const statuses = await Promise.all(requests)
    expect(statuses.filter((status) => status === 200)).toHaveLength(25)
    expect(statuses.filter((status) => status === 429)).toHaveLength(75)
    expect(await ask(services[0] as string, 'bob')).toBe(200)
  })

  it.each([
    ['deny', 503],
    ['allow', 200],
  ])('do as they are told while Redis is down: %s', async (policy, down) => {
    const settings = { LIMIT: '1000000', ON_LIMITER_ERROR: policy }
    const services = await Promise.all([1, 2].map(() => startService(redis, settings)))
    const during: number[] = []
    const all: number[] = []
    let isDown = false
    let isOver = false
    const clients = services.map(async (service) => {
      while (!isOver) {
        const began = isDown
        const status = await ask(service, 'carol')
        all.push(status)
        // What began and ended while Redis was down was asked of nobody.
        if (began && isDown) during.push(status)
      }
    })
    await expect.poll(() => all.length, { timeout: 60_000 }).toBeGreaterThan(20)
    await redis.kill()
    isDown = true
    await expect.poll(() => during.length, { timeout: 60_000 }).toBeGreaterThan(50)
    isDown = false
    await redis.start()
    const asked = all.length
    await expect
      .poll(() => all.slice(asked).filter((status) => status === 200).length, { timeout: 60_000 })
      .toBeGreaterThan(20)
    isOver = true
    await Promise.all(clients)
    expect(new Set(during)).toEqual(new Set([down]))
    expect(new Set(all)).toEqual(new Set(policy === 'deny' ? [200, 503] : [200]))
    expect(all.at(-1)).toBe(200)
  })
})
