import type { Case } from '../../../test/case.ts'
import { good } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: `https://example.test/call?user=1&token=${good}#top`, mended: good },
  { token: `https://example.test/token/${good}`, mended: good },
  { token: `wss://example.test/?a=1#access_token=${good}`, mended: good },
  { token: `token=${good}`, mended: good },
]
