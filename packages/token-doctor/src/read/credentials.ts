import { decodeUtf8, WHOLE_SID } from '@x/jwt-core/token'
import { fromBase64 } from '../signature/variants.ts'

const PAIR = new RegExp(`^(${WHOLE_SID.source.slice(1, -1)}):([^\\s:]{8,})$`)

/** The SID and the secret of a user and password of HTTP, also as `Basic …` has them in base64. */
export function credentialsIn(text: string): { readonly sid: string; readonly secret: string } | undefined {
  if (text.length > 400) return undefined
  const bare = text.replace(/^basic\s+/i, '')
  const bytes = PAIR.test(bare) ? undefined : fromBase64(bare)
  const pair = bytes === undefined ? bare : (decodeUtf8(bytes) ?? '')
  const [, sid, secret] = PAIR.exec(pair) ?? []
  return sid === undefined || secret === undefined ? undefined : { sid, secret }
}
