import type { Case } from '../../../test/case.ts'
import { b64, good, header, SECRET, signParts } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: signParts(header, b64('{"iss":"a","iss":"b"}'), SECRET), mended: good },
  { token: signParts(header, b64(`{"a":${'['.repeat(100)}${']'.repeat(100)}}`), SECRET), mended: good },
]
