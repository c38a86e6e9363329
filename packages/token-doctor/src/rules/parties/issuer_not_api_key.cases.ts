import type { Case } from '../../../test/case.ts'
import { AC, access, good, SECRET } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: access({ iss: AC }), mended: good },
  { token: access({ iss: 'https://shop.test' }), mended: good },
  // Two arguments swapped: the secret stands where anybody reads it.
  { token: access({ iss: SECRET }), mended: good, along: ['SECRET_IN_TOKEN'] },
]
