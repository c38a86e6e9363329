import type { Case } from '../../../test/case.ts'
import { good } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: Promise.resolve(good), mended: good },
  { token: { toJwt: () => good }, mended: good },
  { token: new TextEncoder().encode(good), mended: good },
  { token: undefined, mended: good },
  { token: new Error('no network'), mended: good },
  { token: new Date(0), mended: good },
  { token: 42, mended: good },
]
