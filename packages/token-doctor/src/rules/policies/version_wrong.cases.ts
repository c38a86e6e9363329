import type { Case } from '../../../test/case.ts'
import { auth, worker } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [{ token: worker({ version: 'v2' }), mended: worker(), options: auth }]
