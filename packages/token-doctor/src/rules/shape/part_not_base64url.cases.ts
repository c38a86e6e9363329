import type { Case } from '../../../test/case.ts'
import { good, header, payload, SECRET, signature, signParts } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  {
    token: signParts(header, `${payload}${'='.repeat((4 - (payload.length % 4)) % 4 || 4)}`, SECRET),
    mended: good,
  },
  { token: `${header}.${payload}.${signature.slice(0, -2)}+/`, mended: good },
  { token: `${header}.${payload}.${signature}=`, mended: good },
  { token: `${header}.${payload}!.${signature}`, mended: good },
]
