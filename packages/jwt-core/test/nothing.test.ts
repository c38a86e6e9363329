// Text that was nothing, and what hides in an id or a secret, wherever a key or its id is given.
import { createHmac, createSecretKey } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  createKeyResolver,
  createKeyRing,
  Jwt,
  type Key,
  parseKeyRing,
  signCompact,
  verifyCompact,
  verifyCompactSync,
} from '../src/index.ts'
import { verifyHmacJwt } from '../src/token/index.ts'

const TEXTS = [
  ...[undefined, null, Number.NaN, {}, new Map(), Promise.resolve()].map((value) => `${value}`),
  '[object Undefined]',
  '[object HTMLInputElement]',
]

/** A token that anybody can sign who guesses that the secret is missing. */
function forged(secret: string, kid = 'SK1'): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const input = `${part({ alg: 'HS256', kid })}.${part({ iss: kid, exp: 9e9 })}`
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`
}

const KIND = { options: {}, issuerPrefix: 'SK', read: () => 'accepted' }

describe.each(TEXTS)('the text %s', (text) => {
  const forms: readonly Key[] = [text, Buffer.from(text), new Uint8Array(Buffer.from(text))]

  it('is no secret to sign or verify with, as text or bytes, alone or in a ring', async () => {
    for (const key of forms)
      for (const call of [
        () => new Jwt(key),
        () => Jwt.decodeSync(forged(text), key),
        () => verifyCompactSync(forged(text), key),
        () => createKeyRing({ k: key }),
        () => createKeyRing({ SK1: key }),
      ])
        expect(call).toThrow(expect.objectContaining({ code: 'ERR_OPTION_INVALID' }))
    for (const id of ['k', 'SK1'])
      expect(() => parseKeyRing(JSON.stringify({ keys: { [id]: text } }))).toThrow(
        expect.objectContaining({ code: 'ERR_OPTION_INVALID' }),
      )
  })

  it('verifies nothing where a resolver gives it', async () => {
    for (const key of forms)
      for (const id of ['SK1', 'k']) {
        const ring = createKeyResolver(async () => key)
        for (const call of [Jwt.decode, verifyCompact])
          await expect(call(forged(text, id), ring)).rejects.toMatchObject({ code: 'ERR_KEY_UNAVAILABLE' })
        await expect(verifyHmacJwt(KIND, forged(text, 'SK1'), ring, {})).rejects.toMatchObject({
          code: 'ERR_KEY_UNAVAILABLE',
        })
        await expect(
          signCompact(
            { alg: 'HS256', kid: id },
            Buffer.from('{}'),
            createKeyResolver(async () => key),
          ),
        ).rejects.toMatchObject({ code: 'ERR_KEY_UNAVAILABLE' })
      }
  })

  it('is no id of a key, nor of one that is retired', () => {
    for (const call of [
      () => createKeyRing({ [text]: 'a-secret' }),
      () => createKeyRing({ k: 'a-secret' }, { retired: [text] }),
      () => createKeyResolver(() => 'a-secret', { retired: ['a', text] }),
    ])
      expect(call).toThrow(expect.objectContaining({ code: 'ERR_OPTION_INVALID' }))
  })
})

it.each(TEXTS)('the text %s is no secret as a JWK or a KeyObject either', async (text) => {
  const k = Buffer.from(text)
  for (const key of [{ kty: 'oct', k: k.toString('base64url') }, createSecretKey(k)])
    await expect(Jwt.decode(forged(text), key)).rejects.toMatchObject({ code: 'ERR_OPTION_INVALID' })
})

const hidden = fc.constantFrom(...' \t\n\r\v\f\0\u00a0\u00ad\u200b\u200e\u202e\u2060\u3000\ufeff"\'`')

describe('what hides', () => {
  it('in an id is refused: a retired key whose id had a space before it was not retired', () => {
    fc.assert(
      fc.property(fc.constantFrom('SK1', 'a-kid'), hidden, fc.nat(5), (id, character, at) => {
        const dirty = id.slice(0, at) + character + id.slice(at)
        for (const call of [
          () => createKeyRing({ [dirty]: 'a-secret' }),
          () => createKeyRing({ k: 'a-secret' }, { retired: [dirty] }),
          () => createKeyResolver(() => 'a-secret', { retired: [dirty] }),
          () => parseKeyRing(JSON.stringify({ keys: { k: 'a-secret' }, retired: [dirty] })),
        ])
          expect(call).toThrow(expect.objectContaining({ code: 'ERR_OPTION_INVALID' }))
      }),
    )
  })

  it('at the ends of what an API key signs with is told as the key’s fault, wherever it is given', async () => {
    for (const dirty of ['a-secret\n', ' a-secret', '"a-secret"', '\ufeffa-secret', 'a-secret\u200b']) {
      const token = forged(dirty)
      await expect(verifyHmacJwt(KIND, token, dirty, {})).rejects.toMatchObject({ option: 'secret' })
      expect(() => createKeyRing({ SK1: dirty })).toThrow(
        expect.objectContaining({ code: 'ERR_OPTION_INVALID' }),
      )
      await expect(
        verifyHmacJwt(
          KIND,
          token,
          createKeyResolver(() => dirty),
          {},
        ),
      ).rejects.toMatchObject({ code: 'ERR_KEY_UNAVAILABLE', cause: { code: 'ERR_OPTION_INVALID' } })
    }
  })
})

describe('a ring', () => {
  const keys = (make: (keys: object) => object) => make({ SK1: 'a-secret', SK2: 'another' })

  it.each([
    ['inherited', Object.create],
    ['inherited beside others', (keys: object) => Object.assign(Object.create(keys), { SK3: 'a' })],
    ['under symbols', (keys: object) => ({ ...keys, [Symbol('SK3')]: 'a' })],
    ['not enumerable', (keys: object) => Object.defineProperty(keys, 'SK3', { value: 'a' })],
    ['of accessors', () => new (class { get SK1() { return 'a' } })()], // biome-ignore format: on one line
    ['in a Map', (keys: object) => new Map(Object.entries(keys))],
    ['in a list', (keys: object) => Object.values(keys)],
  ] as const)('of keys that are %s is refused, since they would be left out', (_, make) => {
    expect(() => createKeyRing(keys(make as never) as never)).toThrow(
      expect.objectContaining({ code: 'ERR_OPTION_INVALID', option: 'keys' }),
    )
  })

  it('takes an object without a prototype', () => {
    expect(createKeyRing(Object.assign(Object.create(null), { SK1: 'a-secret' })).keyIds).toEqual(['SK1'])
  })

  it('takes no list with holes of retired ids', () => {
    // biome-ignore lint/suspicious/noSparseArray: what is tried
    expect(() => createKeyRing({ k: 'a-secret' }, { retired: [, 'SK2'] as never })).toThrow()
  })
})
