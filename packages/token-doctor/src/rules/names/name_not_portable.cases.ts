import type { Case } from '../../../test/case.ts'
import { auth, granted, incoming, scope, voice } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { token: granted({ identity: 'alice-1', voice }), mended: granted({ identity: 'alice_1', voice }) },
  { token: scope('scope:client:incoming?clientName=alice-1'), mended: scope(incoming), options: auth },
]
