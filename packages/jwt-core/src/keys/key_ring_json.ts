import { JwtOptionError } from '../errors.ts'
import { parseObject } from '../json.ts'
import { isRecord, refuse } from '../options.ts'
import type { Key } from './key.ts'
import { createKeyRing, type KeyRing } from './key_ring.ts'

const MEMBERS = ['keys', 'retired']

/**
 * Makes a key ring of JSON, as an environment variable or a file holds it:
 * `{ "keys": { "SK…": "secret" }, "retired": ["SK…"] }`. A key is a secret, a PEM or a JWK.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`, `ERR_KEY_INVALID`; the text never shows
 */
export function parseKeyRing(json: string): KeyRing {
  if (typeof json !== 'string') return refuse('json', 'the text of a key ring', json)
  const { keys, retired, ...others } = parse(json)
  if (Object.keys(others).length > 0)
    throw new JwtOptionError('json', `must hold the members ${MEMBERS.join(' and ')} alone`)
  if (!isRecord(keys)) return refuse('json.keys', 'an object of keys by their ids', keys)
  return createKeyRing(
    keys as Record<string, Key>,
    retired === undefined ? {} : { retired: retired as string[] },
  )
}

function parse(json: string): Record<string, unknown> {
  try {
    return parseObject(json, 'key ring')
  } catch {
    throw new JwtOptionError(
      'json',
      'must be a JSON object with no member twice: {"keys": {"SK…": "secret"}}',
    )
  }
}
