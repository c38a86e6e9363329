import { createHmac, generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { JwtError } from '../src/index.ts'
import { HMAC_ALGORITHMS } from '../src/jws/algorithms.ts'
import { verifyHmac } from '../src/token/index.ts'

// What authors of token packages call by themselves has the same checks as what is built on it.

const sign = (text: string, secret: string) => createHmac('sha256', secret).update(text).digest('base64url')

describe('verifyHmac', () => {
  it('tells a good signature from a bad one, by a promise in every runtime', async () => {
    const result = verifyHmac('HS256', 'a secret', 'a.b', sign('a.b', 'a secret'))
    expect(result).toBeInstanceOf(Promise)
    expect(await result).toBe(true)
    expect(await verifyHmac('HS256', 'another', 'a.b', sign('a.b', 'a secret'))).toBe(false)
  })

  it('takes neither an empty secret nor a public key for one', async () => {
    const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const pem = publicKey.export({ type: 'spki', format: 'pem' }) as string
    for (const secret of ['', pem, new Uint8Array(0)])
      await expect(verifyHmac('HS256', secret, 'a.b', 'x')).rejects.toMatchObject({ code: 'ERR_KEY_INVALID' })
  })

  it('signs all of a text, however many bytes its characters have', async () => {
    const text = 'ü'.repeat(12_000)
    expect(await verifyHmac('HS256', 'a secret', text, sign(text, 'a secret'))).toBe(true)
    expect(await verifyHmac('HS256', 'a secret', text, sign(text.slice(0, 8160), 'a secret'))).toBe(false)
  })
})

it('no list that a check reads can be widened', () => {
  expect(() => (HMAC_ALGORITHMS as string[]).push('none')).toThrow(TypeError)
})

describe('an error of a class of your own', () => {
  it('has the name of its class, whatever its brand is', () => {
    class Own extends JwtError {
      static override readonly brand: string = 'acme.Own'
    }
    class Odd extends JwtError {
      static override readonly brand = 5 as never
    }
    class Plain extends JwtError {}
    const names = [Own, Odd, Plain].map((type) => new type('ERR_KEY_INVALID', 'a test').name)
    expect(names).toEqual(['Own', 'Odd', 'JwtError'])
  })
})
