import type { Case } from '../../../test/case.ts'
import { access } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [{ token: access({}, { twr: '' }), mended: access({}, { twr: null }) }]
