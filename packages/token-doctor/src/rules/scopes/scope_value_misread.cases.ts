import type { Case } from '../../../test/case.ts'
import { auth, outgoing, scope } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  {
    token: scope(`${outgoing}&appParams=a+b%3Dc`),
    mended: scope(`${outgoing}&appParams=a_b%3Dc`),
    options: auth,
  },
  {
    token: scope(`${outgoing}&appParams=a%3Db%2526c`),
    mended: scope(`${outgoing}&appParams=a%3Dbc`),
    options: auth,
  },
]
