import type { Case } from '../../../test/case.ts'
import { access, good, NOW } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: access({ nbf: NOW + 1 }), mended: access({ nbf: NOW, iat: NOW - 1 }) },
  { token: access({ nbf: NOW + 60 }), mended: good },
  { token: access({ nbf: NOW + 60, iat: NOW + 60 }), mended: good },
]
