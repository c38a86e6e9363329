import type { Case } from '../../../test/case.ts'
import { good } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  `Bearer ${good}`,
  `bearer  ${good}`,
  `Authorization: Bearer ${good}`,
].map((token) => ({
  token,
  mended: good,
}))
