import type { Case } from '../../../test/case.ts'
import { access, good } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [{ token: access({ exp: undefined }), mended: good }]
