import { Jwt } from '@x/jwt-core'
import { describe, expect, it } from 'vitest'
import { FuzzError, fuzz } from './fuzz.ts'
import { MUTATIONS } from './mutations.ts'
import { SECRET, type Service } from './tokens.ts'

describe('hostile tokens', () => {
  it('are refused by every verifier, whatever was done to them', async () => {
    const { tokens, accepted, byMutation, byCode } = await fuzz({ count: 2000, seed: 14 })
    expect(tokens).toBe(2000)
    // The good ones were not: the verifiers work.
    expect(accepted).toBeGreaterThan(20)
    expect(Object.keys(byMutation).sort()).toEqual(Object.keys(MUTATIONS).sort())
    expect(Object.keys(byCode)).toEqual(
      expect.arrayContaining(['ERR_SIGNATURE_INVALID', 'ERR_TOKEN_MALFORMED', 'ERR_ALGORITHM_NOT_ALLOWED']),
    )
  })

  it.each<[string, string, (token: string) => unknown]>([
    ['does not look at the signature', 'accepted a token that the service did not make', () => ({})],
    ['throws what it likes', 'no JwtDecodeError', () => JSON.parse('{')],
    ['refuses what is good', 'refused a token of the service', () => Jwt.decodeSync('a.b.c', SECRET)],
    [
      'is slow',
      'took',
      () => {
        const end = performance.now() + 40
        while (performance.now() < end);
        return Jwt.decodeSync('a.b.c', SECRET)
      },
    ],
  ])('would be found where a verifier %s', async (_, problem, verify) => {
    const more = ({ bySecret }: Service) => [{ name: 'the broken one', verify, good: new Set(bySecret) }]
    const error = await fuzz({ count: 300, seed: 1, more }).catch((caught: unknown) => caught)
    expect(error).toBeInstanceOf(FuzzError)
    expect((error as FuzzError).message).toMatch(problem)
    expect((error as FuzzError).message).toMatch(/again: pnpm fuzz --seed 1 --first \d+ --count 1/)
  })
})
