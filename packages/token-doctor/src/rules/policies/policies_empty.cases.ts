import type { Case } from '../../../test/case.ts'
import { auth, worker } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [{ token: worker({ policies: [] }), mended: worker(), options: auth }]
