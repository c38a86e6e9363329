import { createHmac } from 'node:crypto'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { HmacSecret } from '../src/keys/key.ts'
import { signHmac, verifyHmac } from '../src/platform/web.ts'

const INPUT = 'header.payload'
const ALGORITHMS = ['HS256', 'HS384', 'HS512'] as const
const encode = (text: string) => new TextEncoder().encode(text)
const expected = (alg: string, secret: string | Uint8Array) =>
  createHmac(alg.replace('HS', 'sha'), secret).update(INPUT).digest('base64url')

const importKey = vi.spyOn(crypto.subtle, 'importKey')

/** How often WebCrypto was asked to import a key for what `action` does. */
async function imports(action: () => Promise<unknown>): Promise<number> {
  importKey.mockClear()
  await action()
  return importKey.mock.calls.length
}

/** So many secrets of another test's that none of this one's is kept. */
async function forgetAll(): Promise<void> {
  for (let at = 0; at < 8; at++) await signHmac('HS256', `forget-${Math.random()}`, INPUT)
}

afterEach(() => vi.unstubAllGlobals())

describe('the key that WebCrypto made of a secret', () => {
  it.each<[string, HmacSecret]>([
    ['text', 'a secret of text'],
    ['bytes', encode('a secret of bytes')],
  ])('is made once, to sign and to verify: %s', async (_, secret) => {
    await forgetAll()
    const made = await imports(async () => {
      for (let at = 0; at < 3; at++) {
        const signature = await signHmac('HS256', secret, INPUT)
        expect(signature).toBe(expected('HS256', secret as string))
        expect(await verifyHmac('HS256', secret, INPUT, signature)).toBe(true)
        expect(await verifyHmac('HS256', secret, `${INPUT}x`, signature)).toBe(false)
      }
    })
    expect(made).toBe(1)
  })

  it('is found by what the secret says: equal bytes elsewhere are the same secret', async () => {
    await forgetAll()
    expect(await imports(() => signHmac('HS256', encode('equal'), INPUT))).toBe(1)
    expect(await imports(() => signHmac('HS256', encode('equal'), INPUT))).toBe(0)
  })

  it('is never another’s: algorithms, text and bytes, and secrets that are alike', async () => {
    const secrets = ['secret', 'secret\0', 'secre', 'Secret', '\0secret', 'HS256secret', '7,8', encode('7')]
    const bytes = [Uint8Array.of(7, 8), Uint8Array.of(7), Uint8Array.of(7, 8, 0), Uint8Array.of(8, 7)]
    for (let round = 0; round < 2; round++)
      for (const secret of [...secrets, ...bytes])
        for (const alg of ALGORITHMS) {
          expect(await signHmac(alg, secret, INPUT)).toBe(expected(alg, secret))
          expect(await verifyHmac(alg, secret, INPUT, expected(alg, 'other'))).toBe(false)
        }
  })

  it('is not kept for bytes that their owner changed', async () => {
    const secret = encode('a secret to change')
    const before = await signHmac('HS256', secret, INPUT)
    secret[0] = 0x62
    expect(await signHmac('HS256', secret, INPUT)).toBe(expected('HS256', secret))
    expect(await verifyHmac('HS256', secret, INPUT, before)).toBe(false)
  })

  it('is not kept beyond the last four secrets', async () => {
    await forgetAll()
    const secrets = ['one', 'two', 'three', 'four', 'five']
    const signAll = async (list: readonly string[]) => {
      for (const secret of list) await signHmac('HS256', secret, INPUT)
    }
    await signAll(secrets)
    expect(await imports(() => signAll(secrets.slice(1)))).toBe(0)
    expect(await imports(() => signAll(['one']))).toBe(1)
  })

  it('is not kept when it could not be made', async () => {
    await forgetAll()
    importKey.mockRejectedValueOnce(new Error('no'))
    await expect(signHmac('HS256', 'unlucky', INPUT)).rejects.toThrow('no')
    expect(await signHmac('HS256', 'unlucky', INPUT)).toBe(expected('HS256', 'unlucky'))
  })

  it('is not handed to another implementation', async () => {
    const { subtle } = crypto
    await signHmac('HS256', 'moves', INPUT)
    const other = { importKey: vi.fn(subtle.importKey.bind(subtle)), sign: subtle.sign.bind(subtle) }
    vi.stubGlobal('crypto', { subtle: other })
    expect(await signHmac('HS256', 'moves', INPUT)).toBe(expected('HS256', 'moves'))
    expect(other.importKey).toHaveBeenCalledTimes(1)
  })

  it('cannot be taken out of WebCrypto again', async () => {
    await forgetAll()
    await signHmac('HS256', 'hidden', INPUT)
    expect(importKey.mock.lastCall?.[3]).toBe(false)
  })
})
