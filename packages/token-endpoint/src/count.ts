import { JwtOptionError } from '@x/jwt-core/token'
import type { Limiter, LimiterResult } from './limiter.ts'
import type { Permit } from './permit.ts'
import { Refusal } from './refusals.ts'

/** The longest `Retry-After` that every client can read (RFC 9111 section 1.2.2), for one that never ends. */
const LONGEST_WAIT = 2 ** 31

/** The key under which a permit is counted. As JSON, since either name may hold any character. */
function keyOf({ limitKey, tenant, identity }: Permit): string {
  return limitKey ?? JSON.stringify(tenant === undefined ? [identity] : [tenant, identity])
}

/**
 * Asks the limiter, and takes one that says nothing in time for one that is down: a client of a store may queue a
 * command for as long as the store is away.
 */
async function ask(limiter: Limiter, key: string, timeout: number): Promise<Required<LimiterResult>> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), timeout * 1000)
  })
  try {
    const result = await Promise.race([limiter.consume(key), late])
    // Read once: whatever it is, no more than its two members counts.
    const { ok, retryAfter }: LimiterResult = Object(result)
    if (typeof ok === 'boolean') return { ok, retryAfter }
    throw new JwtOptionError('limiter', 'must give { ok, retryAfter? }')
  } finally {
    clearTimeout(timer)
  }
}

/**
 * Counts a permit. Gives the refusal that it would have been, where the limiter fails and permits are let through.
 *
 * @param timeout in seconds
 * @throws Refusal
 */
export async function count(
  limiter: Limiter,
  permit: Permit,
  timeout: number,
  onError: 'deny' | 'allow',
): Promise<Refusal | undefined> {
  let result: Required<LimiterResult>
  try {
    result = await ask(limiter, keyOf(permit), timeout)
  } catch (error) {
    const refusal = new Refusal('limiter', { error })
    if (onError === 'allow') return refusal
    throw refusal
  }
  if (result.ok) return undefined
  throw new Refusal('limit', { retryAfter: wholeSeconds(result.retryAfter) })
}

/** As `Retry-After` has it; a limiter that says nothing of use leaves it at the shortest wait. */
function wholeSeconds(time: unknown): number {
  return typeof time === 'number' && time > 0 ? Math.min(Math.ceil(time), LONGEST_WAIT) : 1
}
