import { isRecord } from '@x/jwt-core/token'
import type { Members } from '../../ground.ts'
import { grantsOf } from '../../read/grants.ts'
import type { TokenRule } from '../rule.ts'

function isPointless({ incoming, outgoing, ...rest }: Members): boolean {
  // A misnamed or mistyped member has been told, and may be the one that is meant.
  if (Object.keys(rest).some((name) => /incoming|outgoing|application|appsid/i.test(name))) return false
  if (outgoing) return false
  if (!isRecord(incoming)) return !incoming
  return incoming.allow === false || Object.keys(incoming).length === 0
}

export const VOICE_GRANT_POINTLESS: TokenRule = {
  code: 'VOICE_GRANT_POINTLESS',
  severity: 'warning',
  twilioError: 20106,
  elsewhere: { voice: 31204 },
  cause: 'A voice grant allows neither outgoing nor incoming calls.',
  example: '`{"voice":{}}`',
  mend: 'Set `outgoing.application_sid` to a TwiML application (`AP…`), `incoming.allow` to true, or both.',
  kinds: ['access-token'],
  *check(token) {
    const { voice } = grantsOf(token)
    if (isRecord(voice) && isPointless(voice))
      yield { claim: 'grants.voice', message: 'grants.voice allows no outgoing and no incoming calls' }
  },
}
