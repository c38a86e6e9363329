import type { Case } from '../../../test/case.ts'
import { access, good } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  access({ twr: 'ie1' }),
  access({ region: 'ie1' }),
  access({}, { region: 'au1' }),
].map((token) => ({ token, mended: good }))
