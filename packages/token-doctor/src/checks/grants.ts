import { isRecord } from '@x/jwt-core'
import type { Examined, Problem } from '../problem.ts'
import { checkGrantFields, checkPlayerGrant, checkVoiceGrant } from './grant_fields.ts'
import { GRANT_OF, GRANT_SHAPES, LEGACY_GRANTS, rightGrantKey } from './grant_shapes.ts'

const MOST_GRANTS = 20

function* checkKnownGrant(token: Examined, key: string, grant: unknown): Iterable<Problem> {
  const claim = `grants.${key}`
  if (key === 'player') {
    yield* checkPlayerGrant(grant)
    return
  }
  if (Object.hasOwn(LEGACY_GRANTS, key))
    yield { code: 'GRANT_KEY_LEGACY', claim, message: `${claim} is now called grants.${LEGACY_GRANTS[key]}` }
  if (isRecord(grant)) {
    yield* checkGrantFields(token, claim, grant, GRANT_SHAPES[key] as (typeof GRANT_SHAPES)[string])
    if (key === 'voice') yield* checkVoiceGrant(grant)
  } else
    yield {
      code: 'GRANT_NOT_OBJECT',
      claim,
      message: `${claim} is ${token.show(grant)}, not an object of members`,
    }
}

function* checkUnknownGrant({ show }: Examined, key: string): Iterable<Problem> {
  const right = rightGrantKey(key)
  const claim = 'grants'
  if (right === undefined)
    yield {
      code: 'GRANT_KEY_UNKNOWN',
      claim,
      message: `grants has a member ${show(key)}, which no product is known to read`,
    }
  else {
    const message = `grants has a member ${show(key)}; Twilio reads ${right}`
    yield { code: 'GRANT_KEY_WRONG', claim, message, fix: `Rename it to ${right}.` }
  }
}

function* checkProductGrant({ product }: Examined, keys: readonly string[]): Iterable<Problem> {
  if (product === undefined) return
  const key = GRANT_OF[product]
  const serves = (other: string) =>
    other === key ||
    LEGACY_GRANTS[other] === key ||
    (!Object.hasOwn(GRANT_SHAPES, other) && rightGrantKey(other) === key)
  if (keys.some(serves)) return
  const has = keys.length === 0 ? 'no grant at all' : 'no such grant'
  yield {
    code: 'GRANT_MISSING',
    claim: `grants.${key}`,
    message: `${product} reads grants.${key}, and the token has ${has}`,
    fix: `Add the ${product} grant before signing.`,
  }
}

/** Looks at what an access token allows. */
export function* checkGrants(token: Examined): Iterable<Problem> {
  const { grants } = token.payload
  const claim = 'grants'
  if (grants === undefined) {
    yield { code: 'GRANTS_MISSING', claim, message: 'the token has no grants' }
    return
  }
  if (!isRecord(grants)) {
    yield { code: 'GRANTS_NOT_OBJECT', claim, message: `grants is ${token.show(grants)}, not an object` }
    return
  }
  const keys = Object.keys(grants).filter((key) => key !== 'identity')
  if (keys.length === 0 && token.product === undefined)
    yield { code: 'GRANTS_EMPTY', claim, message: 'the token holds no grant, so it opens no product' }
  for (const key of keys.slice(0, MOST_GRANTS))
    if (Object.hasOwn(GRANT_SHAPES, key) || key === 'player') yield* checkKnownGrant(token, key, grants[key])
    else yield* checkUnknownGrant(token, key)
  yield* checkProductGrant(token, keys)
}
