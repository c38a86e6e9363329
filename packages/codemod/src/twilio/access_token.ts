import { AccessToken, type AccessTokenOptions } from '@x/access-token'
import { named, type TwilioClass } from './twilio_class.ts'

const PACKAGE = '@x/access-token'

const GOOD = { accountSid: 'AC1', keySid: 'SK1', secret: 'a secret' }

/** `twilio.jwt.AccessToken`. */
export const ACCESS_TOKEN: TwilioClass = {
  name: 'AccessToken',
  family: 'AccessToken',
  within: 'jwt',
  declaration: `class AccessToken {
    private brand: 'AccessToken'
    constructor(...args: any[])
    addGrant(grant: any): void
    toJwt(algorithm?: string): string
    identity: any; accountSid: any; keySid: any; secret: any; ttl: any; nbf: any; region: any; grants: any
  }
  namespace AccessToken { interface AccessTokenOptions { [field: string]: any } }`,
  native: { name: 'AccessToken', package: PACKAGE },
  types: ['AccessTokenOptions'],
  sign: ['toJwt', 'toJwtSync'],
  fields: { ...named(['accountSid', 'identity', 'region']), keySid: 'signingKeySid' },
  options: {
    at: 3,
    before: ['accountSid', 'keySid', 'secret'],
    names: ['identity', 'ttl', 'nbf', 'region'],
    assignable: ['identity', 'nbf', 'region', 'ttl'],
    attempt(option, value) {
      const given: Record<string, unknown> = { ...GOOD, identity: 'alice', [option]: value }
      const { accountSid, keySid, secret, ...options } = given
      const [account, key, text] = [accountSid, keySid, secret] as string[]
      return new AccessToken(account as string, key as string, text as string, options as AccessTokenOptions)
    },
  },
}

/** `twilio.jwt.AccessToken.Grant`, which apps extend for grants of their own. */
export const GRANT: TwilioClass = {
  name: 'Grant',
  family: 'AccessToken',
  within: 'jwt.AccessToken',
  declaration: "class Grant { private brand: 'Grant'; constructor(key?: any); key: any; toPayload(): any }",
}
