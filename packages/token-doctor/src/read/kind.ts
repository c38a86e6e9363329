import { decodeUnverified } from '@x/jwt-core'
import { isRecord } from '@x/jwt-core/token'
import { type Members, type TokenKind, TWILIO_KINDS } from '../ground.ts'
import { findMaker } from './foreign.ts'
import { CONTENT_TYPES } from './kind_facts.ts'
import { isOfKind } from './sid.ts'

/** By the claim that this kind alone has. */
function kindByClaim(payload: Members): TokenKind | undefined {
  if ('policies' in payload || ('workspace_sid' in payload && 'channel' in payload))
    return 'taskrouter-capability'
  // An access token may have a scope of the user's own.
  const isAccess = isRecord(payload.grants) && isOfKind(payload.iss, 'SK')
  if (
    !isAccess &&
    typeof payload.scope === 'string' &&
    (/^scope:|\bscope:\w+:/.test(payload.scope) || isOfKind(payload.iss, 'AC'))
  )
    return 'client-capability'
  if ('grants' in payload) return 'access-token'
  return 'hrh' in payload || 'rqh' in payload ? 'client-validation' : undefined
}

function kindByContentType(header: Members): TokenKind | undefined {
  const cty = typeof header.cty === 'string' ? header.cty : ''
  for (const kind of TWILIO_KINDS) {
    // A version that nobody knows is told by itself.
    const [name] = CONTENT_TYPES[kind]?.split(';') ?? []
    if (name !== undefined && cty.startsWith(name)) return kind
  }
  return undefined
}

/** By who is named, for a token that has lost everything else. */
function kindByParties({ iss, sub }: Members): TokenKind {
  if (isOfKind(iss, 'SK') || isOfKind(sub, 'SK') || (isOfKind(sub, 'AC') && isOfKind(iss, 'AC')))
    return 'access-token'
  return isOfKind(iss, 'AC') ? 'client-capability' : 'foreign'
}

/**
 * Says what kind of token a header and claims are meant to be. Claims go before the header's content type, which a
 * JWT library does not set by itself and users forget.
 */
export function kindOfParts(header: Members, payload: Members): TokenKind {
  // LiveKit's tokens, too, may name an AC… or SK…: whoever is known for certain goes first, unless grants are there.
  if (
    !isRecord(payload.grants) &&
    kindByContentType(header) === undefined &&
    findMaker(payload) !== undefined
  )
    return 'foreign'
  return kindByClaim(payload) ?? kindByContentType(header) ?? kindByParties(payload)
}

/**
 * Says what kind of token a bare token is, without a diagnosis: `none` where it cannot be decoded. Nothing is
 * verified.
 *
 * @example
 * ```ts
 * if (kindOf(jwt) === 'access-token') await AccessToken.verify(jwt, keyRing)
 * ```
 */
export function kindOf(token: unknown): TokenKind {
  try {
    const { header, payload } = decodeUnverified(token as string)
    return kindOfParts(header, payload)
  } catch {
    return 'none'
  }
}
