import { decodeUnverified } from '@x/jwt-core/token'
import { identityHasher } from './identity_hash.ts'
import type { Issued } from './issuer.ts'
import type { Permit } from './permit.ts'
import type { Refusal, RefusalReason } from './refusals.ts'
import { tellApp } from './tell_app.ts'

/** What became of one request. It never holds a token or a secret, and a preflight is none. */
export interface TokenEvent {
  /**
   * `issued`: a token was handed out. `denied`: the request or the app's `authorize` is why it was not. `limited`:
   * the limiter is. `failed`: the server is.
   */
  readonly type: 'issued' | 'denied' | 'limited' | 'failed'
  /** Why. On `issued` only `limiter`: the limiter was down, and `onLimiterError` let the request through. */
  readonly reason?: RefusalReason
  /** The answer's status. */
  readonly status: number
  /** When the answer was ready, in seconds since the epoch. */
  readonly at: number
  /** How long that took, in seconds. */
  readonly duration: number
  readonly tenant?: string
  /** The key that signed. */
  readonly apiKeySid?: string
  readonly jti?: string
  /** Seconds since the epoch. */
  readonly issuedAt?: number
  /** Seconds since the epoch. */
  readonly expiresAt?: number
  /** Seconds until it is worth trying again. */
  readonly retryAfter?: number
  /** HMAC-SHA256 of the identity under the option `identityKey`, in base64url. */
  readonly identityHash?: string
  /** What was thrown, by the app or for a mistake of it. */
  readonly error?: unknown
}

/** How a request goes: what an event is made of. */
export interface Outcome {
  /** As `performance.now()` tells it. */
  readonly began: number
  permit?: Permit
  issued?: Issued
  refusal?: Refusal | undefined
}

/** The key and times of a token, which it says itself. */
function factsOf({
  token,
  jti,
  expiresAt,
}: Issued): Pick<TokenEvent, 'apiKeySid' | 'issuedAt' | 'jti' | 'expiresAt'> {
  try {
    const { iss, iat } = decodeUnverified(token).payload
    return {
      ...(typeof iss === 'string' && { apiKeySid: iss }),
      jti,
      ...(typeof iat === 'number' && { issuedAt: iat }),
      expiresAt,
    }
  } catch {
    // An issuer of somebody's own may give a token of another kind.
    return { jti, expiresAt }
  }
}

function typeOf(issued: Issued | undefined, status: number): TokenEvent['type'] {
  if (issued !== undefined) return 'issued'
  if (status === 429) return 'limited'
  return status < 500 ? 'denied' : 'failed'
}

function createEvent(outcome: Outcome, status: number, identityHash: string | undefined): TokenEvent {
  const { began, permit, issued, refusal } = outcome
  return {
    type: typeOf(issued, status),
    ...(refusal && { reason: refusal.reason }),
    status,
    at: Date.now() / 1000,
    duration: (performance.now() - began) / 1000,
    ...(permit?.tenant !== undefined && { tenant: permit.tenant }),
    ...(issued && factsOf(issued)),
    ...(refusal?.retryAfter !== undefined && { retryAfter: refusal.retryAfter }),
    ...(identityHash !== undefined && { identityHash }),
    ...(refusal?.error !== undefined && { error: refusal.error }),
  }
}

/** Makes what tells the app of a request that was answered; undefined where nobody listens. */
export function createTeller(
  onEvent: ((event: TokenEvent) => unknown) | undefined,
  identityKey: string | Uint8Array | undefined,
): ((outcome: Outcome, status: number) => Promise<void>) | undefined {
  const hash = identityKey === undefined ? undefined : identityHasher(identityKey)
  if (onEvent === undefined) return undefined
  return async (outcome, status) => {
    const identity = outcome.permit?.identity
    // Without a hash where the runtime's crypto fails: it must not decide who gets a token, either.
    const hashed = hash && identity !== undefined ? await hash(identity).catch(() => undefined) : undefined
    tellApp(() => onEvent(createEvent(outcome, status, hashed)))
  }
}
