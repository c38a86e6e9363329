import type { Case } from '../../../test/case.ts'
import { AUTH_TOKEN, access, auth, capability, good, SECRET } from '../../../test/forge.ts'

const base64 = (text: string): string => Buffer.from(text).toString('base64')

const ODD = 'a/secret=of/thirty-two/characters='

export const CASES: readonly Case[] = [
  ...[
    base64(SECRET),
    base64(`${SECRET}\n`),
    `${base64(SECRET)}\n`,
    Buffer.from(SECRET).toString('base64url'),
    Buffer.from(SECRET).toString('hex'),
  ].map((secret) => ({ token: access({}, {}, secret), mended: good })),
  { token: capability({}, {}, base64(AUTH_TOKEN)), mended: capability(), options: auth },
  {
    token: access({}, {}, encodeURIComponent(ODD)),
    mended: access({}, {}, ODD),
    options: { secret: ODD },
  },
]
