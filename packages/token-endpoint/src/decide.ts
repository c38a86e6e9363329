import { JwtOptionError } from '@x/jwt-core/token'
import type { TokenEndpointOptions } from './options.ts'
import { type Denial, type Permit, readDecision } from './permit.ts'
import { Refusal } from './refusals.ts'
import type { WebRequest } from './web_types.ts'

/**
 * Asks the app. Whatever is neither a permit nor a denial is a mistake of the app, and a mistake opens nothing.
 *
 * @throws Refusal
 */
export async function decide(
  authorize: TokenEndpointOptions['authorize'],
  request: WebRequest,
  body: unknown,
): Promise<Permit> {
  let given: unknown
  try {
    const made = authorize(request, body)
    // To wait for what is there costs a turn of its own.
    given = typeof (made as Promise<unknown> | null | undefined)?.then === 'function' ? await made : made
  } catch (error) {
    throw new Refusal('authorize', { error })
  }
  let decision: Permit | Denial
  try {
    if (typeof given !== 'object' || given === null)
      throw new JwtOptionError('authorize', 'must give a permit, or deny(status)')
    decision = readDecision(given)
  } catch (error) {
    throw new Refusal('permit', { error })
  }
  if (!('status' in decision)) return decision
  const { status, message } = decision
  throw new Refusal(status === 401 ? 'unauthenticated' : 'forbidden', { message })
}
