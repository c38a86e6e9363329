import type { Case } from '../../../test/case.ts'
import { b64, good, header, payload, SECRET, signParts } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: signParts(header, b64("{'iss': 'SK'}"), SECRET), mended: good },
  { token: signParts(b64("{'alg': 'HS256'}"), payload, SECRET), mended: good },
  { token: signParts(header, b64('{'), SECRET), mended: good },
]
