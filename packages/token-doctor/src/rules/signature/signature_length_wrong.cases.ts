import type { Case } from '../../../test/case.ts'
import { b64, good, HEX, header, payload, SECRET, signParts } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: good.slice(0, -3), mended: good },
  { token: good.slice(0, -5), mended: good },
  { token: good.slice(0, -2), mended: good },
  // The digest in hexadecimal, as it is and encoded; another hash than the header names.
  { token: `${header}.${payload}.${HEX}`, mended: good },
  { token: `${header}.${payload}.${b64(HEX)}`, mended: good },
  { token: signParts(header, payload, SECRET, 'sha512'), mended: good },
  { token: `${good}AAAA`, mended: good },
]
