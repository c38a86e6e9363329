import type { Case } from '../../../test/case.ts'
import { auth, incoming, outgoing, scope } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: scope('scope:client:incoming'), mended: scope(incoming), options: auth },
  { token: scope('scope:client:outgoing?clientName=alice'), mended: scope(outgoing), options: auth },
  {
    token: scope('scope:stream:subscribe'),
    mended: scope('scope:stream:subscribe?path=%2F2010-04-01%2FEvents'),
    options: auth,
  },
]
