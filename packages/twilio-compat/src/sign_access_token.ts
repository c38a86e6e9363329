import { CONTENT_TYPE } from '@x/access-token/facts'
import { type HmacAlgorithm, JwtOptionError } from '@x/jwt-core'
import { epochSeconds } from '@x/jwt-core/token'
import type { Sign } from './sign.ts'
import { expiresAt } from './timespan.ts'

/** The fields of a token, which may have been set to anything. */
interface Fields {
  readonly accountSid: unknown
  readonly keySid: unknown
  readonly secret: unknown
  readonly ttl: unknown
  readonly identity?: unknown
  readonly nbf?: unknown
  readonly region?: unknown
  readonly grants: readonly { readonly key: unknown; toPayload(): unknown }[]
}

function checkIdentity(identity: unknown): string | undefined {
  if (typeof identity === 'string' || Number.isInteger(identity)) return String(identity)
  if (!identity) return undefined
  throw new JwtOptionError('identity', 'must be a string or a whole number')
}

function checkNbf(nbf: unknown): number | undefined {
  if (Number.isFinite(nbf)) return nbf as number
  if (!nbf && typeof nbf !== 'number') return undefined
  throw new JwtOptionError('nbf', 'must be seconds since the epoch')
}

function checkText(name: string, value: unknown): string {
  if (typeof value === 'string') return value
  throw new Error(`"${name}" must be a string`)
}

/** Signs what the fields of an access token say at this moment. */
export function signAccessToken(sign: Sign, alg: HmacAlgorithm, fields: Fields): string {
  const identity = checkIdentity(fields.identity)
  const nbf = checkNbf(fields.nbf)
  const grants: Record<string, unknown> = {}
  if (identity !== undefined) grants.identity = identity
  for (const grant of fields.grants) {
    const key = grant.key as string
    if (key === 'identity') throw new JwtOptionError('grant', 'must have another key than identity')
    grants[key] = grant.toPayload()
  }
  const { region } = fields
  const twr = typeof region === 'string' && region !== '' ? { twr: region } : undefined
  return sign({ alg, typ: 'JWT', cty: CONTENT_TYPE, ...twr }, fields.secret, () => {
    const now = epochSeconds()
    const iss = checkText('issuer', fields.keySid)
    const sub = checkText('subject', fields.accountSid)
    const exp = expiresAt(now, fields.ttl)
    return { jti: `${iss}-${now}`, grants, ...(nbf !== undefined && { nbf }), iat: now, exp, iss, sub }
  })
}
