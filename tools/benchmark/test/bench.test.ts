import { describe, expect, it, vi } from 'vitest'
import { accessToken, VIDEO } from '../src/access_shapes.ts'
import type { Contestant, Minter, Verifier } from '../src/contestant.ts'
import { epochSeconds, KEY_SID, SECRET, TTL } from '../src/fixture.ts'
import { checkMinter, checkVerifier, WrongWorkError } from '../src/gate.ts'
import { watchHeap } from '../src/memory.ts'
import { floorMinter } from '../src/raw_minters.ts'
import { suiteTable } from '../src/report.ts'
import { runRounds } from '../src/rounds.ts'
import { slope, spread } from '../src/statistics.ts'
import { allSuites, mintSuite, runSuite } from '../src/suites.ts'
import { accessVerifiers } from '../src/verifiers.ts'

// No test here asserts a time.

const EFFORT = { rounds: 1, slice: 0.01 }
const expected = accessToken(VIDEO)

describe('a quick run', () => {
  it.each(allSuites().map((suite) => [suite.id, suite] as const))(
    'gives a row for everybody: %s',
    async (_, suite) => {
      const result = await runSuite(suite, EFFORT)
      expect(result.rows.map(({ name }) => name)).toEqual(suite.contestants.map(({ name }) => name))
      for (const { time } of result.rows) expect(time.median).toBeGreaterThan(0)
      for (const { name } of suite.contestants) expect(suiteTable(result)).toContain(name)
    },
  )
})

describe('the gate for minters', () => {
  const claims = (identity: string, now: number) => ({ ...expected.claims(identity, now) })
  const wrong: [string, Minter['run']][] = [
    ['another secret', floorMinter({ ...expected, secret: `${SECRET}!` }).run],
    ['a header without cty', floorMinter({ ...expected, header: { alg: 'HS256', typ: 'JWT' } }).run],
    [
      'a claim left out',
      floorMinter({ ...expected, claims: (identity, now) => ({ ...claims(identity, now), jti: undefined }) })
        .run,
    ],
    [
      'a claim too many',
      floorMinter({ ...expected, claims: (identity, now) => ({ ...claims(identity, now), aud: 'x' }) }).run,
    ],
    [
      'a longer life',
      floorMinter({ ...expected, claims: (id, now) => ({ ...claims(id, now), exp: now + TTL + 1 }) }).run,
    ],
    ['the same identity each time', () => floorMinter(expected).run('user-10')],
    ['a clock read long ago', floorMinter({ ...expected, claims: (id, now) => claims(id, now - 60) }).run],
    ['no token', () => 'token'],
  ]

  it.each(wrong)('refuses %s', async (_, run) => {
    const refused = checkMinter('mint', { name: 'cheat', run }, expected)
    await expect(refused).rejects.toThrow(WrongWorkError)
    await expect(refused).rejects.toThrow('mint: cheat is refused')
  })

  it('lets no second pass between the claims of one token', async () => {
    // A clock that goes on by a second each time it is read.
    const seconds = vi.spyOn(Date, 'now')
    let now = Date.now()
    seconds.mockImplementation(() => (now += 1000))
    try {
      const twice: Minter['run'] = (identity) => {
        const jti = `${KEY_SID}-${epochSeconds()}`
        return floorMinter({
          ...expected,
          claims: (_, iat) => ({ ...claims(identity, iat), jti }),
        }).run(identity)
      }
      await checkMinter('mint', { name: 'slow', run: twice }, expected)
    } finally {
      seconds.mockRestore()
    }
  })

  it('keeps a suite from being timed', async () => {
    let calls = 0
    const run = () => `${++calls}`
    const suite = mintSuite('mint', '', expected, [{ name: 'cheat', run }])
    await expect(runSuite(suite, EFFORT)).rejects.toThrow(WrongWorkError)
    expect(calls).toBe(1)
  })
})

describe('the gate for verifiers', () => {
  const [ours, , floor] = accessVerifiers() as [Verifier, Verifier, Verifier]
  const decode = (token: string) => JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
  const wrong: [string, Verifier][] = [
    ['one that checks no signature', { ...floor, run: decode }],
    ['one that checks no expiry', { ...floor, signatureOnly: false }],
    ['one that reads no grants', { ...ours, read: (output) => ({ ...ours.read(output), grants: {} }) }],
    ['one that takes nothing', { ...ours, run: () => Promise.reject(new Error('no')) }],
  ]

  it.each(wrong)('refuses %s', async (_, verifier) => {
    const refused = checkVerifier('verify', { ...verifier, name: 'cheat' }, expected)
    await expect(refused).rejects.toThrow(WrongWorkError)
  })
})

describe('the rounds', () => {
  it('give each contestant a turn a round and nobody the first turn each time', async () => {
    const turns: string[] = []
    const contestant = (name: string): Contestant => ({
      name,
      run: () => {
        if (turns.at(-1) !== name) turns.push(name)
      },
    })
    await runRounds(['a', 'b', 'c'].map(contestant), ['input'], { rounds: 3, slice: 0.01 })
    // A warm-up and three rounds: abc, abc, bca, cab; two turns of one contestant running show once.
    expect(turns.join('')).toBe('abcabcbcacab')
  })

  it('hand out the inputs in turn', async () => {
    const seen = new Set<string>()
    await runRounds([{ name: 'a', run: (input) => seen.add(input) }], ['x', 'y', 'z'], EFFORT)
    expect([...seen]).toEqual(['x', 'y', 'z'])
  })
})

describe('the statistics', () => {
  it('take the median and the quartiles', () => {
    expect(spread([5, 1, 4, 2, 3])).toEqual({ median: 3, p25: 2, p75: 4 })
    expect(spread([7])).toEqual({ median: 7, p25: 7, p75: 7 })
  })

  it('find the slope of a line', () => {
    expect(slope([10, 12, 14, 16])).toBeCloseTo(2)
    expect(slope([5, 5, 5])).toBe(0)
  })
})

describe('the look at memory', () => {
  it('sees what a call keeps, and nothing where nothing is kept', async () => {
    const kept: unknown[] = []
    const leaky = await watchHeap('leaky', (at) => kept.push(new Array(32).fill(at)), 20_000)
    expect(leaky.bytesPerCall).toBeGreaterThan(200)
    const clean = await watchHeap('clean', async (at) => new Array(32).fill(at), 20_000)
    expect(Math.abs(clean.bytesPerCall)).toBeLessThan(50)
  })
})
