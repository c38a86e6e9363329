import type { Case } from '../../../test/case.ts'
import { access, good, key, request } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: access({}, { alg: 'RS256' }), mended: good },
  { token: request({}, { alg: 'HS256' }), mended: request(), options: key },
]
