import type { Case } from '../../../test/case.ts'
import { good } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: good.slice(0, good.lastIndexOf('.')), mended: good },
  { token: good.slice(0, 60), mended: good },
  { token: `${good.slice(0, 200)}…`, mended: good },
  { token: `${good.slice(0, 50)}...${good.slice(-20)}`, mended: good },
  { token: `${good.slice(0, 50)}…${good.slice(-20)}`, mended: good },
  { token: good.slice(5), mended: good },
  { token: good.slice(good.indexOf('.') + 1), mended: good },
  { token: `${good.slice(0, 200)}...`, mended: good },
]
