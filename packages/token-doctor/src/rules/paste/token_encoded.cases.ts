import type { Case } from '../../../test/case.ts'
import { b64, good } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  b64(good),
  Buffer.from(good).toString('base64'),
  Buffer.from(`${good}\n`).toString('base64'),
  Buffer.from(good).toString('hex'),
].map((token) => ({ token, mended: good }))
