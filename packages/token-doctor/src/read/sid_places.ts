import { OUTGOING, SCOPE_KINDS } from '@x/client-capability/facts'
import { isSid, type SidPrefix } from '@x/jwt-core/token'
import { CHANNEL_KINDS } from '@x/taskrouter-capability/facts'
import { type Examined, perToken } from '../examined.ts'
import type { Product, Severity } from '../ground.ts'
import { grantMembersOf } from './grants.ts'
import { accountClaimOf, isSwapped, issuerOf } from './parties.ts'
import { scopesOf } from './scopes.ts'
import { type SidState, stateOfSid } from './sid.ts'
import { withoutStray } from './stray.ts'

/** A place where a SID belongs, and what stands there. */
export interface SidPlace {
  readonly claim: string
  readonly value: unknown
  /** The two letters that a SID there begins with. */
  readonly prefix: SidPrefix
  readonly state: SidState
  /** How bad it is where it does not fit: a minter takes what has the prefix, so that is a warning. */
  readonly severity: Severity
  /** Whether it is `iss` or `sub`, which say who signed for whom. */
  readonly isParty: boolean
  /** The product whose grant it stands in. */
  readonly product?: Product | undefined
}

interface Place extends Pick<SidPlace, 'claim' | 'value' | 'prefix' | 'product'> {
  /** Texts that will do as well. */
  readonly or?: readonly string[] | undefined
}

function* partyPlaces(token: Examined): Iterable<Place> {
  const { iss, sub } = token.payload
  if (isSwapped(token)) return
  yield { claim: 'iss', value: iss, prefix: issuerOf(token.kind).prefix }
  if (accountClaimOf(token.kind) === 'sub') yield { claim: 'sub', value: sub, prefix: 'AC' }
}

function* ownPlaces(token: Examined): Iterable<Place> {
  const { kind, header, payload } = token
  if (kind === 'client-validation') yield { claim: 'kid', value: header.kid, prefix: 'CR' }
  if (kind === 'taskrouter-capability') {
    yield { claim: 'account_sid', value: payload.account_sid, prefix: 'AC' }
    yield { claim: 'workspace_sid', value: payload.workspace_sid, prefix: 'WS' }
    // A channel may be a name, and the claims that repeat its SID are held to it.
    for (const { prefix, claim } of Object.entries(CHANNEL_KINDS).map(([key, kind]) => ({
      prefix: key as SidPrefix,
      ...kind,
    })))
      for (const name of ['channel', claim])
        if (stateOfSid(payload[name], prefix) === 'stray') yield { claim: name, value: payload[name], prefix }
  }
  for (const { scope } of kind === 'client-capability' ? scopesOf(token) : []) {
    const appSid =
      scope?.name === OUTGOING ? scope.parameters.get(SCOPE_KINDS[OUTGOING] as string) : undefined
    if (appSid) yield { claim: 'scope appSid', value: appSid, prefix: 'AP' }
  }
  for (const { claim, value, field, product } of kind === 'access-token' ? grantMembersOf(token) : []) {
    if (typeof field !== 'object' || !('sid' in field) || value === null || value === '') continue
    const { sid, or } = field
    if (!or?.includes(value as string)) yield { claim, value, prefix: sid, product, or }
  }
}

function* judge(token: Examined, places: Iterable<Place>, isParty: boolean): Iterable<SidPlace> {
  const { kind, accountSid, secretTexts } = token
  for (const { claim, value, prefix, product, or } of places) {
    if (value === undefined) continue
    const isOther = typeof value === 'string' && or?.includes(withoutStray(value))
    const found = isOther ? 'stray' : stateOfSid(value, prefix)
    // A secret in the place of a SID is no placeholder, whatever its words are.
    const state = found !== 'fit' && secretTexts.includes(value as string) ? 'other' : found
    const isAnotherAccount =
      accountSid !== undefined && claim === accountClaimOf(kind) && value !== accountSid
    const severity = isSid(value, prefix) && !isAnotherAccount ? 'warning' : 'error'
    yield { claim, value, prefix, product, isParty, state, severity }
  }
}

/** Every place of a token where a SID belongs and something stands. */
export const sidPlacesOf: (token: Examined) => readonly SidPlace[] = perToken((token) => [
  ...judge(token, partyPlaces(token), true),
  ...judge(token, ownPlaces(token), false),
])

/** Whether what stands in `iss` or `sub` is neither the SID that belongs there nor told by another finding. */
export function isOtherParty(token: Examined, claim: 'iss' | 'sub'): boolean {
  const place = sidPlacesOf(token).find((each) => each.isParty && each.claim === claim)
  return place?.state === 'other'
}
