/**
 * Tells whether a value is bytes: a view of one-byte elements, whichever realm made it. Test runners give each test
 * file globals of its own, so `instanceof Uint8Array` is no answer.
 */
export function isBytes(value: unknown): value is Uint8Array {
  return ArrayBuffer.isView(value) && (value as Uint8Array).BYTES_PER_ELEMENT === 1
}

/** The same bytes in a buffer of their own: what its owner does with the first changes nothing. */
export function copyBytes(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes)
}

/** Each byte as one character, for a look at bytes that may be text. */
export function latin1(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 4096)
    text += String.fromCharCode.apply(null, bytes.subarray(at, at + 4096) as unknown as number[])
  return text
}
