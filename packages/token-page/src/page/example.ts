import { CONTENT_TYPE, DOCUMENTED_ALGORITHM } from '@x/access-token/facts'
import type { SidPrefix } from '@x/jwt-core/token'

const sid = (prefix: SidPrefix): string => prefix + '0123456789abcdef'.repeat(2)

function encode(value: object): string {
  return btoa(JSON.stringify(value)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** A token as people bring them: half an hour past its end, with an option's name in a grant. Nobody signed it. */
export function exampleToken(now: number): string {
  const key = sid('SK')
  const payload = {
    jti: `${key}-${now - 5400}`,
    grants: {
      identity: 'alice',
      voice: {
        incoming: { allow: true },
        outgoing: { application_sid: sid('AP') },
      },
      chat: { serviceSid: sid('IS') },
    },
    iat: now - 5400,
    exp: now - 1800,
    iss: key,
    sub: sid('AC'),
  }
  const header = { cty: CONTENT_TYPE, typ: 'JWT', alg: DOCUMENTED_ALGORITHM }
  return `${encode(header)}.${encode(payload)}.${encode({ nobody: 'has signed this one' }).slice(0, 32)}AAAAAAAAAAA`
}
