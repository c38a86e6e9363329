import { createSigner } from 'fast-jwt'
import { accessToken, VIDEO } from './access_shapes.ts'
import { type Contestant, FAST_JWT, type Minter, OURS_ASYNC } from './contestant.ts'
import { ACCESS_TOKEN_HEADER, epochSeconds, SECRET } from './fixture.ts'

/** Tokens under way at once. */
export const CONCURRENCY = 1000

/** fast-jwt awaits when its key comes from a function, as it does where keys are fetched. */
function asyncFastJwt(): Minter {
  const { claims } = accessToken(VIDEO)
  const { typ, cty } = ACCESS_TOKEN_HEADER
  const sign = createSigner({
    key: async () => SECRET,
    algorithm: 'HS256',
    header: { typ, cty } as never,
  })
  return { name: FAST_JWT, run: (identity) => sign({ ...claims(identity, epochSeconds()) }) }
}

/** The minters that give promises, of those of the mint suite. */
export function asyncMinters(minters: readonly Minter[]): Minter[] {
  const names: readonly string[] = [OURS_ASYNC, 'jose', 'livekit-server-sdk']
  return [...minters.filter(({ name }) => names.includes(name)), asyncFastJwt()]
}

/** Turns one token into {@link CONCURRENCY} of them at once. */
export function inCrowds({ name, run }: Minter): Contestant {
  return { name, run: (identity) => Promise.all(Array.from({ length: CONCURRENCY }, () => run(identity))) }
}
