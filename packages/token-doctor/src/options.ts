import {
  checkOptionalSid,
  checkOptions,
  epochSeconds,
  isKeyRing,
  JwtDecodeError,
  JwtOptionError,
  type KeyOrRing,
  refuse,
  verifyCompact,
} from '@x/jwt-core'
import { PRODUCTS, type Product } from './diagnosis.ts'

/** What a token is judged by. */
export interface DiagnoseOptions {
  /**
   * The secret that should have signed it, or several, or a key ring: the API key's secret for an access token, the
   * account's auth token for a capability token, the RSA public key for a signed request. Left out, the signature is
   * not checked.
   */
  readonly secret?: KeyOrRing | readonly KeyOrRing[] | undefined
  /** The account that the token is used with, `AC…`. */
  readonly accountSid?: string | undefined
  /** The product that the token is to serve. Left out, each grant is judged by itself. */
  readonly product?: Product | undefined
  /** The time to judge by, in seconds since the epoch. Default: the clock. */
  readonly now?: number | undefined
}

/** Options that were checked. */
export interface CheckedOptions {
  readonly secrets: readonly KeyOrRing[]
  readonly accountSid: string | undefined
  readonly product: Product | undefined
  readonly now: number
}

/** Has jwt-core judge a key as it does when verifying: before it looks at the token. */
async function checkSecret(secret: KeyOrRing): Promise<void> {
  if (isKeyRing(secret)) return
  await verifyCompact('', secret).catch((error: unknown) => {
    if (!(error instanceof JwtDecodeError)) throw error
  })
}

/**
 * Checks what the caller asks for.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`, `ERR_KEY_INVALID`
 */
export async function checkDiagnoseOptions(options: DiagnoseOptions): Promise<CheckedOptions> {
  const { secret, product, now = epochSeconds() } = checkOptions('options', options)
  if (product !== undefined && !PRODUCTS.includes(product))
    refuse('product', `one of ${PRODUCTS.join(', ')}`, product)
  if (!Number.isFinite(now)) refuse('now', 'seconds since the epoch', now)
  if (now >= 1e11)
    throw new JwtOptionError(
      'now',
      `must be in seconds, got ${now}, which looks like milliseconds; divide it by 1000`,
    )
  const secrets = secret === undefined ? [] : Array.isArray(secret) ? secret : [secret]
  for (const one of secrets) await checkSecret(one)
  return { secrets, accountSid: checkOptionalSid('accountSid', options.accountSid, 'AC'), product, now }
}
