import type { Case } from '../../../test/case.ts'
import { access } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  {
    token: access({}, {}, Buffer.from('c2VjcmV0LXNlY3JldC1zZWNyZXQtc2Vj', 'base64')),
    mended: access({}, {}, 'c2VjcmV0LXNlY3JldC1zZWNyZXQtc2Vj'),
    options: { secret: 'c2VjcmV0LXNlY3JldC1zZWNyZXQtc2Vj' },
  },
  {
    token: access({}, {}, Buffer.from('00ff00ff'.repeat(5), 'hex')),
    mended: access({}, {}, '00ff00ff'.repeat(5)),
    options: { secret: '00ff00ff'.repeat(5) },
  },
]
