import {
  CONTENT_TYPE as ACCESS_CONTENT_TYPE,
  DOCUMENTED_ALGORITHM,
  ALGORITHMS as HMAC_ALGORITHMS,
} from '@x/access-token/facts'
import {
  CONTENT_TYPE as REQUEST_CONTENT_TYPE,
  ALGORITHMS as RSA_ALGORITHMS,
} from '@x/client-validation/facts'
import type { TwilioKind } from '../ground.ts'

/** The content type of each kind of token that has one, in the header's `cty`. */
export const CONTENT_TYPES: Partial<Readonly<Record<TwilioKind, string>>> = {
  'access-token': ACCESS_CONTENT_TYPE,
  'client-validation': REQUEST_CONTENT_TYPE,
}

/** The algorithms a token of this kind may be signed with. */
export function algorithmsOf(kind: TwilioKind): readonly string[] {
  return kind === 'client-validation' ? RSA_ALGORITHMS : HMAC_ALGORITHMS
}

/** Those that Twilio documents for it, in words. */
export function mainAlgorithmsOf(kind: TwilioKind): string {
  return kind === 'client-validation' ? RSA_ALGORITHMS.join(' or ') : DOCUMENTED_ALGORITHM
}

/** What the header's `cty` must be; undefined for the kinds that have none. */
export function contentTypeOf(kind: TwilioKind): string | undefined {
  return CONTENT_TYPES[kind]
}

/** How to set it, for both kinds. */
export const SET_CONTENT_TYPE: string = `Set the header’s \`cty\`: \`${ACCESS_CONTENT_TYPE}\` for an access token, \`${REQUEST_CONTENT_TYPE}\` for a signed request.`
