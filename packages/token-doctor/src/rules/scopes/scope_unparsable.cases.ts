import type { Case } from '../../../test/case.ts'
import { auth, capability, incoming, outgoing, scope } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: scope('client:incoming?clientName=alice'), mended: capability(), options: auth },
  { token: scope('scope:client:incoming?clientName=%zz'), mended: capability(), options: auth },
  { token: scope('scope:client:incoming?clientName=alice smith'), mended: capability(), options: auth },
  { token: scope(`${incoming}  ${outgoing}`), mended: scope(`${incoming} ${outgoing}`), options: auth },
]
