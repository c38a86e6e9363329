import type { Product, TwilioKind } from '../../ground.ts'
import type { TokenRule } from '../rule.ts'

/** What a token without grants serves, and what it is called. */
const SERVES: Partial<Record<TwilioKind, readonly [name: string, product?: Product]>> = {
  'client-capability': ['a client capability token', 'voice'],
  'taskrouter-capability': ['a TaskRouter capability token', 'taskrouter'],
  'client-validation': ['a signed request, which goes into a header of the REST API,'],
}

export const PRODUCT_NOT_SERVED: TokenRule = {
  code: 'PRODUCT_NOT_SERVED',
  severity: 'error',
  twilioError: 20101,
  elsewhere: { voice: 31204 },
  cause: 'This kind of token is not one the product’s SDK takes.',
  example: 'a client capability token given to the Video SDK',
  mend: 'Mint an access token with the product’s grant.',
  kinds: ['client-capability', 'taskrouter-capability', 'client-validation'],
  *check({ kind, product }) {
    const [name, served] = SERVES[kind] ?? []
    if (product === undefined || served === product) return
    const message = `${name} does not serve ${product}`
    yield { message, fix: `Mint an access token with the ${product} grant.` }
  },
}
