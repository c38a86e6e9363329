import type { Case } from '../../../test/case.ts'
import { access, good, NOW } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [{ token: access({ iat: NOW + 60 }), mended: good }]
