import type { Case } from '../../../test/case.ts'
import { auth, granted, scope, voice } from '../../../test/forge.ts'

const room = (name: string): string => granted({ video: { room: name } })

export const CASES: readonly Case[] = [
  ...[
    'undefined',
    'null',
    '[object Object]',
    'room-undefined',
    '{{room}}',
    '$ROOM_NAME',
    'your_room_name',
    'None',
  ].map((name) => ({ token: room(name), mended: room('daily') })),
  {
    token: granted({ voice: { ...voice, endpoint_id: 'undefined:browser' } }),
    mended: granted({ voice: { ...voice, endpoint_id: 'alice:browser' } }),
  },
  {
    token: scope('scope:client:incoming?clientName=undefined'),
    mended: scope('scope:client:incoming?clientName=alice'),
    options: auth,
  },
]
