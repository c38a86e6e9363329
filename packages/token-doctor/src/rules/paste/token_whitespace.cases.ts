import type { Case } from '../../../test/case.ts'
import { good } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  `${good}\n`,
  ` ${good}`,
  `${good.slice(0, 76)}\n${good.slice(76)}`,
  `${good}\u200b`,
].map((token) => ({
  token,
  mended: good,
}))
