import type { Case } from '../../../test/case.ts'
import { good, header, payload } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [{ token: `${header}.${payload}.`, mended: good }]
