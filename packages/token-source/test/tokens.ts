/** A token of the shape Twilio's have; nothing here checks signatures. */
export interface TokenClaims {
  readonly identity?: string
  readonly iat?: number
  readonly nbf?: number
  readonly exp?: number
  readonly [claim: string]: unknown
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

export function makeToken({ identity = 'alice', ...claims }: TokenClaims): string {
  const header = { alg: 'HS256', typ: 'JWT', cty: 'twilio-fpa;v=1' }
  return `${encode(header)}.${encode({ iss: 'SK1', sub: 'AC1', grants: { identity }, ...claims })}.c2ln`
}

let serial = 0

/** A token that begins now, by the (possibly faked) clock of this process, `skew` seconds wrong. */
export function mint(life = 3600, { skew = 0, ...claims }: TokenClaims & { skew?: number } = {}): string {
  const iat = Math.floor(Date.now() / 1000) + skew
  return makeToken({ iat, exp: iat + life, jti: `SK1-${serial++}`, ...claims })
}
