import { copyJson, FIXED_PAYLOAD, isRecord, JwtOptionError, refuse } from '@x/jwt-core/token'
import { IDENTITY } from './facts.ts'

/** A grant as a token holds it: what it said when it was added. */
export interface Granted {
  readonly key: string
  readonly payload: object
  /** A grant of ours itself, for its shape: see `keepShape`. */
  readonly grant: unknown
}

/**
 * Reads a grant, each part of it once: what was checked is what is signed, whatever becomes of the grant.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export function readGrant(option: string, grant: unknown): Granted {
  const { key, toPayload } = isRecord(grant) ? grant : ({} as Record<string, unknown>)
  if (typeof key !== 'string' || key === '' || typeof toPayload !== 'function')
    return refuse(option, 'a grant: an object with a key and a toPayload method', grant)
  if (key === IDENTITY || key === '__proto__')
    throw new JwtOptionError(option, `has the key ${key}, which is no grant's`)
  const payload: unknown = toPayload.call(grant)
  const isFixed = payload === (grant as Record<symbol, unknown>)[FIXED_PAYLOAD]
  const plain = !isFixed && isRecord(payload) ? copyJson(`${option}.toPayload()`, payload) : payload
  return isRecord(plain)
    ? { key, payload: plain, grant: isFixed ? grant : undefined }
    : refuse(`${option}.toPayload()`, 'a plain object that can be written as JSON', payload)
}
