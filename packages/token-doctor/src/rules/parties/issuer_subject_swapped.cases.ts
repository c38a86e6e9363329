import type { Case } from '../../../test/case.ts'
import { AC, access, good, SK } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [{ token: access({ iss: AC, sub: SK }), mended: good }]
