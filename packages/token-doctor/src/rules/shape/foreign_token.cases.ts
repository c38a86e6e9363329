import type { Case } from '../../../test/case.ts'
import { forge, good } from '../../../test/forge.ts'

export const CASES: readonly Case[] = [
  { iss: 'APIabc', sub: 'alice', video: { roomJoin: true, room: 'daily' } },
  { iss: 'https://securetoken.google.com/app', sub: 'alice' },
  { iss: 'https://tenant.eu.auth0.com/', sub: 'auth0|1' },
  { name: 'nobody' },
  { sub: '1234567890', name: 'John Doe', iat: 1516239022 },
  { user_id: 'x', token_type: 'access', jti: 'y' },
]
  .map((claims): Case => ({ token: forge({ alg: 'HS256', typ: 'JWT' }, claims), mended: good }))
  .concat(
    // In pieces, so that no scanner of secrets takes them for real ones.
    [
      `ya29${'.a0AfH6SMBx'}`,
      `ghp${'_0123456789abcdefghijABCDEFGHIJ012345'}`,
      `xoxb${'-1-2-abc'}`,
      `SG${'.abc.def'}`,
      `v2${'.local.abc'}`,
    ].map((token) => ({ token, mended: good })),
  )
