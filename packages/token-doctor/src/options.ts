import { JwtOptionError, type KeyOrRing } from '@x/jwt-core'
import {
  checkSid,
  epochSeconds,
  isKeyRing,
  MILLISECONDS_FROM,
  type OptionTable,
  optional,
  readOptions,
  refuse,
  takeKey,
} from '@x/jwt-core/token'
import { PRODUCTS, type Product } from './ground.ts'

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

const OPTIONS: OptionTable<DiagnoseOptions> = {
  secret: (_, value) => value as DiagnoseOptions['secret'],
  accountSid: optional((option, value) => checkSid(option, value, 'AC')),
  product: optional((option, value) =>
    PRODUCTS.includes(value as Product)
      ? (value as Product)
      : refuse(option, `one of ${PRODUCTS.join(', ')}`, value),
  ),
  now: optional((option, value) => {
    if (!Number.isFinite(value)) refuse(option, 'seconds since the epoch', value)
    if ((value as number) < MILLISECONDS_FROM) return value as number
    throw new JwtOptionError(
      option,
      `must be in seconds, got ${value as number}, which looks like milliseconds; divide it by 1000`,
    )
  }),
}

/**
 * Checks what the caller asks for.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`, `ERR_KEY_INVALID`
 */
export function checkDiagnoseOptions(options: DiagnoseOptions): CheckedOptions {
  const read = readOptions<DiagnoseOptions>('options', options, OPTIONS)
  const { secret, accountSid, product, now = epochSeconds() } = read
  const secrets: readonly KeyOrRing[] = secret === undefined ? [] : Array.isArray(secret) ? secret : [secret]
  // Any text may be what signed the token: the text of nothing, too.
  for (const one of secrets) if (!isKeyRing(one) && !isText(one)) takeKey('secret', one)
  return { secrets, accountSid, product, now }
}

function isText(value: unknown): boolean {
  return typeof value === 'string' && value !== ''
}
