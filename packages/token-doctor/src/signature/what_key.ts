import { isBytes, isRecord } from '@x/jwt-core/token'
import { isWholeSid, nameOfKind } from '../read/sid.ts'
import { isSampleSecret } from './samples.ts'
import { textOf } from './variants.ts'

/** What a key is that cannot be used, and what to give instead. */
interface WhatKey {
  readonly what: string
  readonly fix?: string
}

const PUBLIC_PEM = 'Give the public key, which `openssl pkey -in key.pem -pubout` writes.'

/** What stands after BEGIN in a PEM, and elsewhere at the beginning of a key. */
const FORMS: readonly (readonly [form: RegExp, what: string, fix?: string])[] = [
  [/BEGIN ENCRYPTED|Proc-Type: 4,ENCRYPTED/, 'an encrypted private key', PUBLIC_PEM],
  [
    /BEGIN OPENSSH|^(?:ssh-|ecdsa-)/,
    'a key in the form of OpenSSH',
    'Give it as PEM, which `ssh-keygen -e -m PKCS8 -f key.pub` writes.',
  ],
  [/BEGIN CERTIFICATE REQUEST/, 'a certificate request'],
  [/BEGIN PGP/, 'a key of PGP'],
  [/-----\\n/, 'a PEM with `\\n` spelled out', 'Put a line break wherever `\\n` is spelled out.'],
  [/BEGIN (?:RSA |EC )?PRIVATE/, 'a private key', PUBLIC_PEM],
  [/^\s*\{/, 'JSON as text', 'Parse it, as with `JSON.parse`, and give what comes of it.'],
]

/** Says what a key is that could not be used; undefined where nothing is known. */
export function whatKey(key: unknown): WhatKey | undefined {
  if (isRecord(key) && !isBytes(key) && typeof key.d === 'string')
    return { what: 'a private key', fix: 'Leave its private members out: give `kty`, `n` and `e`.' }
  const text = textOf(key)
  const [, what, fix] = FORMS.find(([form]) => form.test(text.slice(0, 8192))) ?? []
  return what === undefined ? undefined : { what, ...(fix !== undefined && { fix }) }
}

/** Says what a text is that was given for a shared secret and is none; undefined where it may be one. */
export function whatSecret(key: unknown): string | undefined {
  const text = textOf(key)
  if (isWholeSid(text)) return `${nameOfKind(text)} and no secret`
  return isSampleSecret(text) ? 'a placeholder and no secret' : undefined
}
