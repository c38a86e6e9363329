import { TokenSourceError } from './errors.ts'

/** What a token says of itself. It is read, not verified: the server that takes it does that. */
export interface ReadToken {
  readonly token: string
  /** How many seconds it lives from its receipt. */
  readonly life: number
  /** When it was made, as well as that can be told, and which claim tells it. */
  readonly made: number
  readonly by: 'iat' | 'nbf' | 'exp'
  readonly identity: string
}

/** The six bits that a letter of base64url stands for. */
function sixBits(letter: string): string {
  const code = letter.charCodeAt(0)
  const value = code === 45 ? 62 : code === 95 ? 63 : code + (code < 58 ? 4 : code < 91 ? -65 : -71)
  return (value + 64).toString(2).slice(1)
}

/** By hand, since React Native may have neither `atob` nor `TextDecoder`; throws on what is no UTF-8. */
function decodeBase64Url(text: string): string {
  const bits = text.replace(/./g, sixBits)
  const byte = (eight: string) => `%${parseInt(`1${eight}`, 2).toString(16).slice(1)}`
  return decodeURIComponent(bits.slice(0, bits.length & ~7).replace(/.{8}/g, byte))
}

/**
 * Reads a token. `now` counts only for one that does not say when it was made.
 *
 * @throws TokenSourceError `ERR_TOKEN_UNREADABLE`
 */
export function readToken(text: unknown, now: number): ReadToken {
  try {
    const parts = /^\s*([\w-]+\.([\w-]{2,65536})\.[\w-]*)\s*$/.exec(text as string)
    const [, token, payload] = parts as unknown as [string, string, string]
    const claims = JSON.parse(decodeBase64Url(payload))
    const by = (['iat', 'nbf'] as const).find((name) => Number.isFinite(claims[name])) ?? 'exp'
    const made = claims[by]
    const life = claims.exp - (by === 'exp' ? now : made)
    // TaskRouter's capability tokens name a worker instead.
    const identity = String(claims.grants?.identity ?? claims.worker_sid)
    if (life >= 1) return { token, life, made, by, identity }
  } catch {
    // As good as a token that is over.
  }
  throw new TokenSourceError('ERR_TOKEN_UNREADABLE', 'this is no JWT with an exp to come')
}
