import { Jwt, type KeyOrRing } from '@x/jwt-core'
import {
  checkOptionalText,
  isRecord,
  MILLISECONDS_FROM,
  type OptionTable,
  optional,
  readOptions,
  refuse,
  type SidPrefix,
} from '@x/jwt-core/token'
import { checkInteger } from '../options.ts'
import { CONTENT_TYPE } from './facts.ts'

/** What a token of the fake's own is to say. */
export interface MintOptions {
  /** Default `alice`. */
  readonly identity?: string | undefined
  /** Seconds from now to its end, default 3600; below 0 gives a token that has ended. */
  readonly ttl?: number | undefined
  /** Payloads by grant key. Default: one for each product that the fakes play. */
  readonly grants?: Readonly<Record<string, object>> | undefined
  /** Seconds since the epoch before which it is not valid. Default: none. */
  readonly nbf?: number | undefined
  /** Default `AC` and 32 zeros. */
  readonly accountSid?: string | undefined
  /** Default `SK` and 32 zeros. */
  readonly apiKeySid?: string | undefined
}

const sid = (prefix: SidPrefix): string => prefix + '0'.repeat(32)

/** Grants for every product that the fakes play. */
const ALL_GRANTS: Readonly<Record<string, object>> = {
  voice: { incoming: { allow: true }, outgoing: { application_sid: sid('AP') } },
  chat: { service_sid: sid('IS') },
  data_sync: { service_sid: sid('IS') },
  task_router: { workspace_sid: sid('WS'), worker_sid: sid('WK'), role: 'worker' },
}

const TABLE: OptionTable<MintOptions> = {
  identity: checkOptionalText,
  ttl: optional((option, value) => checkInteger(option, value, -MILLISECONDS_FROM, MILLISECONDS_FROM)),
  grants: optional((option, value) =>
    isRecord(value) ? (value as Record<string, object>) : refuse(option, 'payloads by grant key', value),
  ),
  nbf: optional((option, value) => checkInteger(option, value, 0, MILLISECONDS_FROM)),
  accountSid: checkOptionalText,
  apiKeySid: checkOptionalText,
}

/** @throws JwtOptionError `ERR_OPTION_INVALID` */
export function checkMint(option: string, options: MintOptions): MintOptions {
  return readOptions(option, options, TABLE)
}

let minted = 0

/** Signs an access token with the fake's own secret. No two are the same, also within one second. */
export function mint(secret: KeyOrRing, now: number, options: MintOptions): Promise<string> {
  const { identity = 'alice', ttl = 3600, grants = ALL_GRANTS, nbf } = options
  const { accountSid = sid('AC'), apiKeySid = sid('SK') } = options
  const iat = Math.floor(now)
  minted += 1
  const claims = {
    jti: `${apiKeySid}-${iat}-${minted}`,
    grants: { identity, ...grants },
    nbf,
    iat,
    exp: iat + ttl,
    iss: apiKeySid,
    sub: accountSid,
  }
  // Dead tokens are wanted too, and a test's clock may stand in the past.
  return new Jwt(secret, { allowExpired: true }).encode(claims, { header: { cty: CONTENT_TYPE } })
}
