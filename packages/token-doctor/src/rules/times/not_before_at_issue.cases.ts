import type { Case } from '../../../test/case.ts'
import { access, NOW } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [{ token: access({ nbf: NOW }), mended: access({ nbf: NOW - 60 }) }]
