import { JwtError, JwtOptionError } from '@x/jwt-core'
import { encodeUtf8, sha256Hex } from '@x/jwt-core/token'

/** A body whose bytes are known without reading it up. */
export type RequestBody = string | Uint8Array | ArrayBuffer | URLSearchParams

/** The bytes of a body as `fetch` sends them; undefined for no body. */
function bodyBytes(body: unknown): Uint8Array | undefined {
  if (body === undefined || body === null) return undefined
  if (typeof body === 'string') return encodeUtf8(body)
  // Told by its tag, as a buffer is below: what another realm made is no instance of this one's class.
  const tag = Object.prototype.toString.call(body)
  if (tag === '[object URLSearchParams]') return encodeUtf8(String(body))
  if (ArrayBuffer.isView(body)) {
    if (Object.prototype.toString.call(body.buffer) === '[object SharedArrayBuffer]')
      throw new JwtOptionError(
        'body',
        'must be bytes of its own: others write to shared memory while it is sent',
      )
    return new Uint8Array(body.buffer, body.byteOffset, body.byteLength)
  }
  if (tag === '[object ArrayBuffer]') return new Uint8Array(body as ArrayBuffer)
  throw new JwtOptionError(
    'body',
    'must be a string, bytes or URLSearchParams: the text or bytes that are sent, such as JSON.stringify(value); ' +
      'createValidatingFetch signs Blob, FormData and streams too',
  )
}

/**
 * The hex SHA-256 of a body, or the empty string when there is none.
 *
 * @throws JwtOptionError `ERR_OPTION_INVALID`
 */
export async function hashBody(body: unknown): Promise<string> {
  try {
    const bytes = bodyBytes(body)
    return bytes === undefined || bytes.length === 0 ? '' : await sha256Hex(bytes)
  } catch (cause) {
    // Memory that went elsewhere.
    if (cause instanceof JwtError) throw cause
    throw new JwtOptionError('body', 'cannot be hashed', 'ERR_OPTION_INVALID', { cause })
  }
}
