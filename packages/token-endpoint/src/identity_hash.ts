// The web's own crypto, typed by what is used of it: a project may have no types for it.
interface Subtle {
  importKey(
    format: 'raw',
    key: Uint8Array,
    algorithm: { name: 'HMAC'; hash: 'SHA-256' },
    extractable: false,
    usages: ['sign'],
  ): Promise<object>
  sign(algorithm: 'HMAC', key: object, data: Uint8Array): Promise<ArrayBuffer>
}

/** Makes the function that names an identity in events without saying it: HMAC-SHA256, in base64url. */
export function identityHasher(key: string | Uint8Array): (identity: string) => Promise<string> {
  const subtle = globalThis.crypto.subtle as unknown as Subtle
  const text = new TextEncoder()
  const bytes = typeof key === 'string' ? text.encode(key) : key.slice()
  let imported: Promise<object> | undefined
  return async (identity) => {
    imported ??= subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
    const hash = new Uint8Array(await subtle.sign('HMAC', await imported, text.encode(identity)))
    const base64 = btoa(String.fromCharCode(...hash))
    return base64
      .replaceAll('+', '-')
      .replaceAll('/', '_')
      .replace(/={1,2}$/, '')
  }
}
