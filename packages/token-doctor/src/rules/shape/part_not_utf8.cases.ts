import type { Case } from '../../../test/case.ts'
import { b64, good, header, SECRET, signParts } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: signParts(header, b64(Uint8Array.of(0x7b, 0xff, 0x7d)), SECRET), mended: good },
]
