import type { Case } from '../../../test/case.ts'
import { AP, access, auth, good, granted, outgoing, SECRET, scope, voice } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: access({ api_secret: 'x' }), mended: good },
  {
    token: granted({ voice: { outgoing: { application_sid: AP, params: { note: SECRET } } } }),
    mended: granted({ voice }),
  },
  { token: scope(`${outgoing}&appParams=password%3Dhunter2`), mended: scope(outgoing), options: auth },
]
