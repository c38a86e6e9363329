import type { Case } from '../../../test/case.ts'
import { auth, granted, incoming, scope, voice } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  {
    token: granted({ identity: 'Alice Smith', voice }),
    mended: granted({ identity: 'Alice_Smith', voice }),
    severity: 'warning',
  },
  {
    token: granted({ identity: 'Alice Smith', voice }),
    mended: granted({ identity: 'Alice_Smith', voice }),
    options: { product: 'voice' },
  },
  { token: scope('scope:client:incoming?clientName=a%3Cb'), mended: scope(incoming), options: auth },
]
