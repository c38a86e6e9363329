import { JwtOptionError } from '@x/jwt-core/token'
import type { TokenEndpointOptions } from './options.ts'
import { type Denial, type Permit, readDecision } from './permit.ts'
import { Refusal } from './refusals.ts'
import type { WebRequest } from './web_types.ts'

/**
 * Asks the app. Whatever is neither a permit nor a denial is a mistake of the app, and a mistake opens nothing. At once
 * where the app answers at once: to wait for what is there costs turns of its own.
 *
 * @throws Refusal
 */
export function decide(
  authorize: TokenEndpointOptions['authorize'],
  request: WebRequest,
  body: unknown,
): Permit | Promise<Permit> {
  try {
    const given: unknown = authorize(request, body)
    if (typeof (given as Promise<unknown> | null | undefined)?.then !== 'function') return readGiven(given)
    return Promise.resolve(given).then(readGiven, failed)
  } catch (error) {
    return failed(error)
  }
}

function failed(error: unknown): never {
  throw error instanceof Refusal ? error : new Refusal('authorize', { error })
}

function readGiven(given: unknown): Permit {
  let decision: Permit | Denial
  try {
    if (typeof given !== 'object' || given === null)
      throw new JwtOptionError('authorize', 'must give a permit or a denial')
    decision = readDecision(given)
  } catch (error) {
    throw new Refusal('permit', { error })
  }
  if (!('status' in decision)) return decision
  const { status, message } = decision
  throw new Refusal(status === 401 ? 'unauthenticated' : 'forbidden', { message })
}
