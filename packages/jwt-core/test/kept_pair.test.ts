import { generateKeyPairSync } from 'node:crypto'
import { expect, it, vi } from 'vitest'
import { Jwt } from '../src/index.ts'

const { privateKey, publicKey } = generateKeyPairSync('ec', {
  namedCurve: 'P-256',
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})

it('a key pair is imported once, and nobody waits for an import of another that never ends', async () => {
  const importKey = vi.spyOn(crypto.subtle, 'importKey')
  const jwt = new Jwt(privateKey, { algorithm: 'ES256' })
  // On a Worker, what a cancelled request began is never gone on with.
  importKey.mockImplementationOnce(() => new Promise(() => {}))
  void jwt.encode({ a: 1 })
  await vi.waitFor(() => expect(importKey).toHaveBeenCalledTimes(1), { timeout: 60_000 })

  const tokens = [await jwt.encode({ a: 2 }), await jwt.encode({ a: 3 })]
  expect(importKey).toHaveBeenCalledTimes(2)
  for (const [at, token] of tokens.entries())
    expect(await Jwt.decode(token, publicKey)).toMatchObject({ a: at + 2 })
})
