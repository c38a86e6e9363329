import type { Case } from '../../../test/case.ts'
import { AC, AUTH_TOKEN, good } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  AUTH_TOKEN,
  `${AC}:${AUTH_TOKEN}`,
  `Basic ${Buffer.from(`${AC}:${AUTH_TOKEN}`).toString('base64')}`,
].map((token) => ({ token, mended: good }))
