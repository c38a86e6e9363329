import { decodeUtf8, encodeUtf8, isBytes, nameStray, STRAY } from '@x/jwt-core/token'
import { readBase64, writeBase64 } from '../read/base64.ts'
import { SECRET_WITHIN } from '../read/secrets.ts'
import { trimStray, withoutStray } from '../read/stray.ts'

/** A key that is nearly a secret, and how the two differ. */
export interface Variant {
  readonly key: string | Uint8Array
  readonly difference: string
}

/** A key that is text, or bytes that spell one. */
export function textOf(key: unknown): string {
  const text = isBytes(key) ? decodeUtf8(key) : key
  return typeof text === 'string' ? text : ''
}

/** The text of a secret; none of a PEM, which ends in a line break as it should. */
export function textOfKey(key: unknown): string {
  const text = textOf(key)
  return text.includes('-----BEGIN ') ? '' : text
}

/** What is left of a line such as `export API_SECRET="…";` once the name is taken off. */
const ASSIGNED = /^(?:export |set |const |let |var )?["']?[\w.-]{1,64}["']?\s?[=:]\s?/
/** What ends a line of code or of JSON, or is the spelling of a line break. */
const END = /^(?:[,;>]|\\[rnt])$/

function withoutEnds(text: string): string {
  let end = text.length
  for (;;) {
    const length = [1, 2].find((each) => end >= each && END.test(text.slice(end - each, end)))
    if (length === undefined) return text.slice(0, end)
    end -= length
  }
}

/** A secret as it may have been before it was pasted: without what stands at its ends, one layer after the other. */
export function strip(secret: string): string[] {
  const bare = new Set<string>()
  for (const text of [secret, secret.replace(ASSIGNED, '')]) {
    let inner = text
    for (let layers = 0; layers < 4; layers++) {
      bare.add(inner)
      inner = trimStray(withoutEnds(inner).replace(/^[<=]+/, ''))
    }
    bare.add(trimStray(text))
  }
  // A comment after it, JSON or a URL around it, a line break in it.
  for (const [word] of secret.matchAll(SECRET_WITHIN)) bare.add(word)
  bare.add(secret.replace(/\s(?:#|\/\/).*/s, '').trimEnd())
  bare.add(withoutStray(secret))
  bare.delete(secret)
  bare.delete('')
  return [...bare]
}

/** What a file, a copy or a template leaves at an end of a secret. */
const BEFORE = [' ', '  ', '\t', '\n', '\ufeff', '\u200b', '\u00a0', '=', '"', "'"]
const AFTER = [
  '\n',
  '\r\n',
  '\r',
  '\n\n',
  '\r\n\r\n',
  ' ',
  '  ',
  ' \n',
  '\t',
  '\u200b',
  '\u00a0',
  '\ufeff',
  ';',
  ',',
  '\\n',
  '"',
  "'",
]
const AROUND = ['""', "''", '``', '\u201c\u201d', '\u2018\u2019', '<>', '  ']
const TAILS = ['', '\n', '\r\n', ' ', ';', ',']

/** What such an end is, in words. */
function nameEnd(end: string): string {
  const names = [...end].map((character) => (STRAY.test(character) ? nameStray(character) : `"${character}"`))
  return [...new Set(names)].join(' and ')
}

function isShortText(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 64
}

/** A user and password of HTTP as they are sent, in base64. */
export function basicOf(owner: unknown, secret: string): Variant[] {
  if (!isShortText(owner) || secret === '') return []
  return [{ key: writeBase64(encodeUtf8(`${owner}:${secret}`)), difference: 'base64, behind its SID' }]
}

/** What stands before a secret in a file of variables. */
const VARIABLES = ['', 'TWILIO_'].flatMap((whose) =>
  ['API_SECRET=', 'API_KEY_SECRET=', 'AUTH_TOKEN='].map((name) => whose + name),
)

/** A secret as a signer spoils it on the way: with a line break at its end, in quotes, behind the SID `owner`. */
export function spoil(secret: string, owner: unknown): Variant[] {
  const lines = isShortText(owner) ? [...VARIABLES, `${owner}:`] : VARIABLES
  return [
    ...lines.map((start) => ({ key: start + secret, difference: `"${start}" before it` })),
    ...AFTER.map((end) => ({ key: secret + end, difference: `${nameEnd(end)} after it` })),
    ...BEFORE.map((start) => ({ key: start + secret, difference: `${nameEnd(start)} before it` })),
    ...AROUND.flatMap((pair) =>
      TAILS.map((tail) => {
        const after = tail === '' ? '' : ` and ${nameEnd(tail)} after it`
        return { key: pair[0] + secret + pair[1] + tail, difference: `${nameEnd(pair)} around it${after}` }
      }),
    ),
  ]
}

/** The bytes that a text encodes in base64; undefined where it is none. */
export function fromBase64(text: string): Uint8Array | undefined {
  return /^[\w+/-]+={0,2}$/.test(text) ? readBase64(text)?.bytes : undefined
}

/** The bytes that a text encodes in hexadecimal; undefined where it is none. */
export function fromHex(text: string): Uint8Array | undefined {
  if (!/^(?:[0-9a-f]{2})+$/i.test(text)) return undefined
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
}

/** What a secret decodes to that is taken for base64 or hexadecimal. */
export function decodeSecret(secret: string): Variant[] {
  const variants = { base64: fromBase64(secret), hexadecimal: fromHex(secret) }
  return Object.entries(variants).flatMap(([difference, key]) =>
    key === undefined || key.length === 0 ? [] : [{ key, difference }],
  )
}

/** As .NET's `Encoding.Unicode` does. */
function encodeUtf16(text: string): Uint8Array {
  return Uint8Array.from(
    { length: 2 * text.length },
    (_, at) => (text.charCodeAt(at >> 1) >> (8 * (at % 2))) & 255,
  )
}

/** A secret as it is encoded where it is kept: Kubernetes keeps base64, often with a line break that `echo` added. */
export function encodeSecret(secret: string): Variant[] {
  if (secret === '') return []
  const hex = [...encodeUtf8(secret)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  const base64 = writeBase64(encodeUtf8(secret))
  return [
    { key: base64, difference: 'base64' },
    {
      key: base64
        .replace(/={1,2}$/, '')
        .replaceAll('+', '-')
        .replaceAll('/', '_'),
      difference: 'base64url',
    },
    { key: writeBase64(encodeUtf8(`${secret}\n`)), difference: 'base64, with a line break after it' },
    { key: `${base64}\n`, difference: 'base64, with a line break after that' },
    { key: hex, difference: 'hexadecimal' },
    { key: hex.toUpperCase(), difference: 'hexadecimal' },
    { key: encodeUtf16(secret), difference: 'UTF-16' },
    { key: secret.toLowerCase(), difference: 'small letters' },
    { key: secret.toUpperCase(), difference: 'capitals' },
    // Half a character has no such spelling.
    ...(/[\ud800-\udfff]/u.test(secret)
      ? []
      : [{ key: encodeURIComponent(secret), difference: 'percent-encoding' }]),
  ].filter(({ key }) => key !== secret)
}
