import type { KeyOrRing } from '@x/jwt-core'
import { decodeUtf8, isBytes, isRecord, latin1 } from '@x/jwt-core/token'
import { readBase64 } from '../read/base64.ts'
import { isWholeSid } from '../read/sid.ts'

/** The bytes of a secret in an object: those of an `oct` JWK, or of a secret `KeyObject`. */
function bytesOf(secret: object): Uint8Array | undefined {
  const { k, type, export: read } = secret as Record<string, unknown>
  if (typeof k === 'string') return readBase64(k)?.bytes
  const bytes: unknown = type === 'secret' && typeof read === 'function' ? read.call(secret) : undefined
  return isBytes(bytes) ? bytes : undefined
}

/**
 * The secrets as texts, so that they can be kept out of messages; those within a key ring are not to be had. A SID is
 * none, even where it was given for one.
 */
export function textsOf(secrets: readonly KeyOrRing[]): string[] {
  const texts = secrets.flatMap((secret) => {
    if (typeof secret === 'string') return [secret, secret.trim()]
    const bytes = isBytes(secret) ? secret : isRecord(secret) ? bytesOf(secret) : undefined
    if (bytes === undefined) return []
    return [decodeUtf8(bytes) ?? latin1(bytes)]
  })
  return texts.filter((text) => !isWholeSid(text))
}
