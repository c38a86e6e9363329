import type { Case } from '../../../test/case.ts'
import { access, good, NOW } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [{ token: access({ exp: NOW + 3600.25 }), mended: good }]
