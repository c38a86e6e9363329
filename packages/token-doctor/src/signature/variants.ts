/** A key that is nearly a secret, and how the two differ. */
export interface Variant {
  readonly key: string | Uint8Array
  readonly difference: string
}

const QUOTED = /^(["'`])(.*)\1$/s

/** What a secret is when white space and quotes around it are taken off. */
export function strip(secret: string): string {
  const text = secret.trim()
  return (QUOTED.exec(text)?.[2] ?? text).trim()
}

/** A secret as a signer spoils it on the way: with a line break at its end, in quotes. */
export function spoil(secret: string): Variant[] {
  return [
    { key: `${secret}\n`, difference: 'a line break after it' },
    { key: `${secret}\r\n`, difference: 'a line break (CR LF) after it' },
    { key: `${secret}\r`, difference: 'a carriage return after it' },
    { key: `${secret} `, difference: 'a space after it' },
    { key: ` ${secret}`, difference: 'a space before it' },
    { key: `"${secret}"`, difference: 'quotes around it' },
    { key: `'${secret}'`, difference: 'quotes around it' },
  ]
}

/** A secret as a signer decodes it that takes its text for base64 or hexadecimal. */
export function decodeSecret(secret: string): Variant[] {
  const variants: Variant[] = []
  if (/^[\w+/-]+={0,2}$/.test(secret)) {
    try {
      const binary = atob(secret.replaceAll('-', '+').replaceAll('_', '/'))
      const key = Uint8Array.from(binary, (character) => character.charCodeAt(0))
      if (key.length > 0) variants.push({ key, difference: 'base64' })
    } catch {
      // Not base64.
    }
  }
  if (/^(?:[0-9a-f]{2})+$/i.test(secret)) {
    const key = Uint8Array.from(secret.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
    variants.push({ key, difference: 'hexadecimal' })
  }
  return variants
}
