import type { Case } from '../../../test/case.ts'
import { good } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  '{}',
  ' { } ',
  '{"token":{}}',
  '{"identity":"alice","accessToken":{}}',
  '{"data":{"token":{}}}',
  { token: {} },
  { token: Promise.resolve(good) },
].map((token) => ({ token, mended: good }))
