import { decodeUtf8, WHOLE_SID } from '@x/jwt-core/token'
import { fromBase64 } from '../signature/variants.ts'

const PAIR = new RegExp(`^(?=([A-Z]{2}))${WHOLE_SID.source.slice(1, -1)}:([^\\s:]{8,})$`)

/** The prefix of the SID and the secret of a user and password of HTTP, also as `Basic …` has them in base64. */
export function credentialsIn(
  text: string,
): { readonly prefix: string; readonly secret: string } | undefined {
  if (text.length > 400) return undefined
  const bare = text.replace(/^basic\s+/i, '')
  const bytes = PAIR.test(bare) ? undefined : fromBase64(bare)
  const pair = bytes === undefined ? bare : (decodeUtf8(bytes) ?? '')
  const [, prefix, secret] = PAIR.exec(pair) ?? []
  return prefix === undefined || secret === undefined ? undefined : { prefix, secret }
}
