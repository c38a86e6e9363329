import { isRecord } from '@x/jwt-core/token'
import { PLAYER } from '../../read/grant_shapes.ts'
import { grantsOf } from '../../read/grants.ts'
import type { TokenRule } from '../rule.ts'

const MEMBERS = ['playbackUrl', 'playerStreamerSid']

export const PLAYER_GRANT_INCOMPLETE: TokenRule = {
  code: 'PLAYER_GRANT_INCOMPLETE',
  severity: 'info',
  cause: 'The player SDK refuses a grant without `playbackUrl` and `playerStreamerSid`.',
  example: '`{"player":{}}`',
  mend: 'Pass on the grant as the REST API’s PlaybackGrant resource gives it.',
  kinds: ['access-token'],
  *check(token) {
    const grants = grantsOf(token)
    if (!Object.hasOwn(grants, PLAYER)) return
    // The grant is the REST API's answer as it is.
    const player = isRecord(grants[PLAYER]) ? grants[PLAYER] : {}
    const missing = MEMBERS.filter((name) => typeof player[name] !== 'string')
    if (missing.length > 0)
      yield { claim: 'grants.player', message: `grants.player has no ${missing.join(' and no ')}` }
  },
}
