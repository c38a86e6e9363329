import { isRecord, isSid } from '@x/jwt-core'
import type { TokenKind } from '../diagnosis.ts'
import { findMaker } from './foreign.ts'

type Members = Readonly<Record<string, unknown>>

/** By the claim that this kind alone has. */
function kindByClaim(payload: Members): TokenKind | undefined {
  if ('policies' in payload || ('workspace_sid' in payload && 'channel' in payload))
    return 'taskrouter-capability'
  if (
    typeof payload.scope === 'string' &&
    (/^scope:|\bscope:\w+:/.test(payload.scope) || isSid(payload.iss, 'AC'))
  )
    return 'client-capability'
  if ('grants' in payload) return 'access-token'
  return 'hrh' in payload || 'rqh' in payload ? 'client-validation' : undefined
}

function kindByContentType(header: Members): TokenKind | undefined {
  const cty = typeof header.cty === 'string' ? header.cty : ''
  if (cty.startsWith('twilio-fpa')) return 'access-token'
  return cty.startsWith('twilio-pkrv') ? 'client-validation' : undefined
}

/** By who is named, for a token that has lost everything else. */
function kindByParties({ iss, sub }: Members): TokenKind {
  if (isSid(iss, 'SK') || isSid(sub, 'SK') || (isSid(sub, 'AC') && isSid(iss, 'AC'))) return 'access-token'
  return isSid(iss, 'AC') ? 'client-capability' : 'foreign'
}

/**
 * Says what kind of token this is meant to be. Claims go before the header's content type, which a JWT library does
 * not set by itself and users forget.
 */
export function kindOf(header: Members, payload: Members): TokenKind {
  // LiveKit's tokens, too, may name an AC… or SK…: whoever is known for certain goes first, unless grants are there.
  if (
    !isRecord(payload.grants) &&
    kindByContentType(header) === undefined &&
    findMaker(payload) !== undefined
  )
    return 'foreign'
  return kindByClaim(payload) ?? kindByContentType(header) ?? kindByParties(payload)
}
