import type { Product, TokenKind } from '../diagnosis.ts'
import type { Examined, Problem } from '../problem.ts'

/** The product that takes a token without grants. */
const SERVES: Partial<Record<TokenKind, Product>> = {
  'client-capability': 'voice',
  'taskrouter-capability': 'taskrouter',
}

const NAMES: Partial<Record<TokenKind, string>> = {
  'client-capability': 'a client capability token',
  'taskrouter-capability': 'a TaskRouter capability token',
  'client-validation': 'a signed request, which goes into a header of the REST API,',
}

/** A token without grants serves one product, or none. */
export function* checkProduct({ kind, product }: Examined): Iterable<Problem> {
  if (product === undefined || SERVES[kind] === product) return
  const message = `${NAMES[kind]} does not serve ${product}`
  yield { code: 'PRODUCT_NOT_SERVED', message, fix: `Mint an access token with the ${product} grant.` }
}
