import { createHmac } from 'node:crypto'
import { inspect } from 'node:util'
import {
  AggregationTemporality,
  InMemoryMetricExporter,
  MeterProvider,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics'
import { describe, expect, it, vi } from 'vitest'
import { memoryLimiter, type TokenEvent } from '../src/index.ts'
import { otelEvents } from '../src/otel.ts'
import { makeEndpoint, request, SECRET } from './fixture.ts'

const tenantOfAlice = () => ({ identity: 'alice@example.com', grants: [], tenant: 'acme', ttl: 600 })

describe('onEvent', () => {
  it('tells of a token who signed it and how long it lives', async () => {
    const { endpoint, events } = makeEndpoint({ authorize: tenantOfAlice })
    await endpoint(request())
    const [event] = events as [TokenEvent]
    const issuedAt = event.issuedAt as number
    expect(event).toEqual({
      type: 'issued',
      status: 200,
      at: expect.any(Number),
      duration: expect.any(Number),
      tenant: 'acme',
      apiKeySid: 'SK1',
      jti: `SK1-${issuedAt}`,
      issuedAt,
      expiresAt: issuedAt + 600,
    })
    expect(Math.abs(event.at - issuedAt)).toBeLessThan(5)
  })

  it('holds no token, no secret and no identity, whatever becomes of the request', async () => {
    const { endpoint, events } = makeEndpoint({
      authorize: tenantOfAlice,
      limiter: memoryLimiter({ limit: 1, per: 60 }),
    })
    const { token } = (await (await endpoint(request())).json()) as { token: string }
    await endpoint(request())
    await endpoint(request({ method: 'GET' }))
    expect(events).toHaveLength(3)
    const shown = inspect(events, { depth: 9, showHidden: true }) + JSON.stringify(events)
    for (const secret of [token, token.split('.')[2] as string, SECRET, 'alice', 'Bearer'])
      expect(shown).not.toContain(secret)
  })

  it('names the identity as a hash where a key is given', async () => {
    const { endpoint, events } = makeEndpoint({ authorize: tenantOfAlice, identityKey: 'pepper' })
    await endpoint(request())
    const hash = createHmac('sha256', 'pepper').update('alice@example.com').digest('base64url')
    expect(events).toMatchObject([{ identityHash: hash }])
  })

  it('tells without a hash, and changes no answer, where it cannot be made', async () => {
    const { endpoint, events } = makeEndpoint({ identityKey: 'pepper' })
    const sign = vi.spyOn(crypto.subtle, 'sign').mockRejectedValue(new Error('away'))
    try {
      expect((await endpoint(request())).status).toBe(200)
    } finally {
      sign.mockRestore()
    }
    expect(events).toMatchObject([{ type: 'issued' }])
    expect(events[0]).not.toHaveProperty('identityHash')
  })

  it.each([
    [
      'throws',
      () => {
        throw new Error('log is full')
      },
    ],
    ['rejects', () => Promise.reject(new Error('log is full'))],
  ])('changes no answer when it %s', async (_, onEvent) => {
    expect((await makeEndpoint({ onEvent }).endpoint(request())).status).toBe(200)
  })
})

describe('otelEvents', () => {
  it('counts and times requests', async () => {
    const exporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE)
    const reader = new PeriodicExportingMetricReader({ exporter, exportIntervalMillis: 1e6 })
    const provider = new MeterProvider({ readers: [reader] })
    const { endpoint } = makeEndpoint({
      onEvent: otelEvents(provider.getMeter('tokens')),
      limiter: memoryLimiter({ limit: 2, per: 60 }),
    })
    for (let asked = 0; asked < 3; asked++) await endpoint(request())
    await reader.forceFlush()
    const metrics = exporter.getMetrics()[0]?.scopeMetrics[0]?.metrics ?? []
    await provider.shutdown()
    expect(metrics.map(({ descriptor }) => [descriptor.name, descriptor.unit])).toEqual([
      ['token_endpoint.requests', '{request}'],
      ['token_endpoint.duration', 's'],
    ])
    expect(metrics[0]?.dataPoints.map(({ attributes, value }) => [attributes, value])).toEqual([
      [{ outcome: 'issued', 'http.response.status_code': 200 }, 2],
      [{ outcome: 'limited', 'http.response.status_code': 429, reason: 'limit' }, 1],
    ])
    expect(metrics[1]?.dataPoints[0]?.value).toMatchObject({ count: 2 })
  })

  it.each([
    [true, [{ tenant: 'acme' }]],
    [undefined, [{}]],
  ])('tells tenants apart only where asked: %s', (tenant, expected) => {
    const seen: unknown[] = []
    const instrument = {
      add: (_: number, { tenant }: { tenant?: string }) => seen.push({ ...(tenant && { tenant }) }),
      record() {},
    }
    const meter = { createCounter: () => instrument, createHistogram: () => instrument }
    otelEvents(meter as never, { tenant })({
      type: 'issued',
      status: 200,
      at: 1,
      duration: 1,
      tenant: 'acme',
    })
    expect(seen).toEqual(expected)
  })
})
