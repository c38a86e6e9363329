import { createHmac, createSecretKey, generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { syncSupported } from '#platform'
import {
  createKeyRing,
  decodeUnverified,
  Jwt,
  JwtDecodeError,
  JwtOptionError,
  type Key,
  signCompact,
  verifyCompact,
} from '../src/index.ts'

const SECRET = 'fake-secret-for-tests-0123456789'
const HEADER = '{"alg":"HS256","typ":"JWT"}'
const { publicKey, privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})

const b64 = (data: string | Uint8Array) => Buffer.from(data).toString('base64url')

/** A token with a good signature over whatever the parts hold. */
function forge(header: string | Uint8Array, payload: string | Uint8Array, key: string = SECRET): string {
  const input = `${b64(header)}.${b64(payload)}`
  return `${input}.${createHmac('sha256', key).update(input).digest('base64url')}`
}

/** Signs parts as they are, encoded or not. */
function forgeRaw(header: string, payload: string): string {
  const input = `${header}.${payload}`
  return `${input}.${createHmac('sha256', SECRET).update(input).digest('base64url')}`
}

/** Decodes by both twins where there are two, and gives the one code they agree on. */
async function refusal(token: unknown, secret: Key = SECRET, options = {}): Promise<string> {
  const error = await Jwt.decode(token as string, secret, options).then(
    () => 'accepted',
    (caught: unknown) => caught,
  )
  if (error === 'accepted') return 'accepted'
  expect(error).toBeInstanceOf(JwtDecodeError)
  const { code } = error as JwtDecodeError
  if (syncSupported)
    expect(() => Jwt.decodeSync(token as string, secret, options)).toThrow(expect.objectContaining({ code }))
  return code
}

const good = forge(HEADER, '{"a":1}')
const [h, p, s] = good.split('.') as [string, string, string]

describe('the shape of a token', () => {
  it('takes a well-formed one', async () => {
    expect(await Jwt.decode(good, SECRET)).toEqual({ a: 1 })
  })

  it.each([
    ['nothing', ''],
    ['a number', 5],
    ['null', null],
    ['two parts', `${h}.${p}`],
    ['four parts', `${good}.x`],
    ['five parts, as of a JWE', 'a.b.c.d.e'],
    ['padding', `${h}.${p}.${s}=`],
    ['white space around', ` ${good}`],
    ['a line break at the end', `${good}\n`],
    ['white space inside', forgeRaw(`${h.slice(0, 4)} ${h.slice(4)}`, p)],
    ['the standard alphabet', `${h}.${p}.${s.slice(0, -2)}+/`],
    ['an empty header', forgeRaw('', p)],
    ['an empty signature', `${h}.${p}.`],
    ['an empty payload', forgeRaw(h, '')],
    [
      'a part whose length no bytes have',
      forgeRaw(h, `${p}A`.padEnd(p.length + ((5 - (p.length % 4)) % 4 || 4), 'A')),
    ],
    ['a header that is no JSON', forge('{', '{}')],
    ['a header that is an array', forge('["alg"]', '{}')],
    ['a payload that is a string', forge(HEADER, '"x"')],
    ['a payload that is null', forge(HEADER, 'null')],
    ['a payload with a byte order mark', forge(HEADER, '\ufeff{}')],
    ['a payload that is not UTF-8', forge(HEADER, Uint8Array.of(0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d))],
    ['a name twice in the header', forge('{"alg":"none","alg":"HS256"}', '{}')],
    ['a name twice in the payload', forge(HEADER, '{"sub":"a","sub":"b"}')],
    ['a name twice, once escaped', forge(HEADER, '{"sub":"a","s\\u0075b":"b"}')],
    ['a name twice further down', forge(HEADER, '{"grants":[{"x":{"a":1,"a":1}}]}')],
    ['nesting without end', forge(HEADER, `{"a":${'['.repeat(3000)}${']'.repeat(3000)}}`)],
    ['crit', forge('{"alg":"HS256","crit":["exp"]}', '{}')],
    ['crit that is empty', forge('{"alg":"HS256","crit":[]}', '{}')],
    ['an unencoded payload', forge('{"alg":"HS256","b64":false}', '{}')],
  ])('refuses %s', async (_, token) => {
    expect(await refusal(token)).toBe('ERR_TOKEN_MALFORMED')
  })

  it('takes the same name in two objects, and JSON that is spelled otherwise', async () => {
    expect(await Jwt.decode(forge(HEADER, '{ "a": {"x": 1.0}, "b": {"x": "\\u0041:{"} }'), SECRET)).toEqual({
      a: { x: 1 },
      b: { x: 'A:{' },
    })
  })

  it.each(['header', 'payload', 'signature'])(
    'refuses trailing bits in the %s that no encoder writes',
    async (part) => {
      const parts = { header: b64('{"alg":"HS256"}  '), payload: b64('{}  '), signature: 'x' }
      expect(parts.payload.length % 4).not.toBe(0)
      const bump = (text: string) => {
        const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
        return text.slice(0, -1) + alphabet[alphabet.indexOf(text.at(-1) as string) + 1]
      }
      const header = part === 'header' ? bump(parts.header) : parts.header
      const payload = part === 'payload' ? bump(parts.payload) : parts.payload
      const token = forgeRaw(header, payload)
      expect(await refusal(part === 'signature' ? bump(token) : token)).toBe('ERR_TOKEN_MALFORMED')
      expect(await refusal(forgeRaw(parts.header, parts.payload))).toBe('accepted')
    },
  )

  it.each(['HS256', 'RS256'] as const)('refuses every other spelling of a signature by %s', async (alg) => {
    const keys = alg === 'HS256' ? [SECRET, SECRET] : [privateKey, publicKey]
    const token = await signCompact({ alg }, new TextEncoder().encode('{}'), keys[0] as Key)
    const start = token.slice(0, token.lastIndexOf('.') + 1)
    const signature = token.slice(start.length)
    const spellings = [
      ...['=', '==', '\n', ' ', '\t', '\r\n', '\0', '.'].map((after) => signature + after),
      ...['\n', ' ', '='].map((within) => signature.slice(0, 9) + within + signature.slice(9)),
      Buffer.from(signature, 'base64url').toString('base64'),
    ]
    for (const spelling of spellings)
      await expect(verifyCompact(start + spelling, keys[1] as Key), JSON.stringify(spelling)).rejects.toThrow(
        expect.objectContaining({ code: 'ERR_TOKEN_MALFORMED' }),
      )
    await verifyCompact(token, keys[1] as Key)
  })

  it('refuses a token above 16 KiB before any work, and the bound is an option', async () => {
    const large = forge(HEADER, JSON.stringify({ a: 'x'.repeat(16384) }))
    expect(await refusal(large)).toBe('ERR_TOKEN_TOO_LARGE')
    expect(await refusal('.'.repeat(16385))).toBe('ERR_TOKEN_TOO_LARGE')
    expect(await refusal(large, SECRET, { maxTokenSize: 32768 })).toBe('accepted')
    expect(await refusal(good, SECRET, { maxTokenSize: good.length - 1 })).toBe('ERR_TOKEN_TOO_LARGE')
    expect(() => decodeUnverified(large)).toThrow(expect.objectContaining({ code: 'ERR_TOKEN_TOO_LARGE' }))
  })

  it('lets __proto__ and constructor be claims that pollute nothing', async () => {
    const claims = await Jwt.decode(
      forge(HEADER, '{"__proto__":{"admin":true},"constructor":{"prototype":{"b":1}}}'),
      SECRET,
    )
    expect(({} as Record<string, unknown>).admin).toBeUndefined()
    expect(claims.admin).toBeUndefined()
    expect(Object.hasOwn(claims, '__proto__')).toBe(true)
    expect(await refusal(good, createKeyRing({ a: SECRET }) as unknown as Key)).toBe('ERR_KEY_UNKNOWN')
    const named = forge(HEADER, '{"iss":"__proto__"}')
    expect(await refusal(named, createKeyRing({ a: SECRET }) as unknown as Key)).toBe('ERR_KEY_UNKNOWN')
  })

  it('knows an empty payload as a valid JWS that is no JWT', async () => {
    const token = await signCompact({ alg: 'HS256' }, new Uint8Array(), SECRET)
    expect((await verifyCompact(token, SECRET)).payload).toHaveLength(0)
    expect(await refusal(token)).toBe('ERR_TOKEN_MALFORMED')
  })
})

describe('algorithms and keys', () => {
  it.each([
    ['none', forge('{"alg":"none"}', '{}')],
    ['nOnE', forge('{"alg":"nOnE"}', '{}')],
    ['no alg', forge('{"typ":"JWT"}', '{}')],
    ['an alg that is no string', forge('{"alg":["HS256"]}', '{}')],
    ['RS256 with a shared secret', forge('{"alg":"RS256"}', '{}')],
  ])('refuses %s', async (_, token) => {
    expect(await refusal(token)).toBe('ERR_ALGORITHM_NOT_ALLOWED')
  })

  it('takes only an algorithm of the verifier’s list', async () => {
    expect(await refusal(good, SECRET, { algorithms: ['HS512'] })).toBe('ERR_ALGORITHM_NOT_ALLOWED')
    expect(await refusal(good, SECRET, { algorithms: ['HS256'] })).toBe('accepted')
  })

  it('never takes a public key for a shared secret', async () => {
    const forged = forge(HEADER, '{}', publicKey)
    expect(await refusal(forged, publicKey)).toBe('ERR_ALGORITHM_NOT_ALLOWED')
    expect(await refusal(forged, publicKey, { algorithms: ['HS256'] })).toBe('ERR_KEY_INVALID')
  })

  it.each([
    ['a public PEM', publicKey],
    ['a private PEM', privateKey],
    ['a PEM after white space', `\n  ${publicKey}`],
    ['the bytes of a PEM', Buffer.from(publicKey)],
    ['a public JWK', { kty: 'EC', crv: 'P-256', x: 'AAAA', y: 'AAAA' }],
    ['the text of a JWK', '{"kty":"oct","k":"AAAA"}'],
    ['an SSH key', 'ssh-rsa AAAA'],
    ['an empty string', ''],
    ['no bytes', new Uint8Array()],
  ])('refuses %s as the secret to sign with', (_, key) => {
    expect(() => new Jwt(key as Key)).toThrow(
      expect.objectContaining({ code: 'ERR_KEY_INVALID', option: 'secretKey' }),
    )
  })

  it('refuses another secret', async () => {
    expect(await refusal(good, 'another-secret')).toBe('ERR_SIGNATURE_INVALID')
    expect(await refusal(`${h}.${p}.AAAA`)).toBe('ERR_SIGNATURE_INVALID')
  })
})

describe('claims', () => {
  const now = 1_700_000_000
  it.each(['exp', 'nbf', 'iat'])('refuses a %s that is no finite number', async (claim) => {
    for (const value of ['"1"', 'null', 'true', '1e999', '[1]', '{}'])
      expect(await refusal(forge(HEADER, `{"${claim}":${value}}`)), value).toBe('ERR_CLAIM_INVALID')
  })

  it.each([
    ['expired', { exp: now }, {}, 'ERR_TOKEN_EXPIRED'],
    ['still alive at a fraction of a second', { exp: now + 1 }, { now: now + 0.5 }, 'accepted'],
    ['expired within the tolerance', { exp: now }, { clockTolerance: 1 }, 'accepted'],
    ['not yet valid', { nbf: now + 1 }, {}, 'ERR_TOKEN_NOT_YET_VALID'],
    ['not yet valid within the tolerance', { nbf: now + 1 }, { clockTolerance: 1 }, 'accepted'],
    ['of another issuer', { iss: 'b' }, { issuer: 'a' }, 'ERR_CLAIM_INVALID'],
    ['of no issuer', {}, { issuer: 'a' }, 'ERR_CLAIM_MISSING'],
    ['of another subject', { sub: 'b' }, { subject: 'a' }, 'ERR_CLAIM_INVALID'],
    ['without a required claim', {}, { requiredClaims: ['exp'] }, 'ERR_CLAIM_MISSING'],
    ['with an inherited name required', {}, { requiredClaims: ['toString'] }, 'ERR_CLAIM_MISSING'],
    [
      'as asked for',
      { iss: 'a', exp: now + 1, nbf: now },
      { issuer: 'a', requiredClaims: ['exp'] },
      'accepted',
    ],
  ])('judges a token %s', async (_, claims, options, expected) => {
    expect(await refusal(forge(HEADER, JSON.stringify(claims)), SECRET, { now, ...options })).toBe(expected)
  })
})

describe('the length of a secret', () => {
  const LEAST = { HS256: 32, HS384: 48, HS512: 64 } as const
  const { subtle } = globalThis.crypto

  /** A secret of so many bytes in every form. */
  async function forms(length: number, alg: keyof typeof LEAST): Promise<Key[]> {
    const bytes = new Uint8Array(length).fill(0x61)
    const hash = { name: 'HMAC', hash: alg.replace('HS', 'SHA-') }
    return [
      bytes,
      'a'.repeat(length),
      // Fewer characters, as many bytes.
      `é${'a'.repeat(length - 2)}`,
      { kty: 'oct', k: b64(bytes) },
      createSecretKey(bytes),
      await subtle.importKey('raw', bytes, hash, false, ['sign', 'verify']),
    ]
  }

  it.each(['HS256', 'HS384', 'HS512'] as const)(
    'of %s is asked for where the verifier wants it',
    async (alg) => {
      for (const short of [true, false])
        for (const key of await forms(LEAST[alg] - Number(short), alg)) {
          const token = await signCompact({ alg }, new TextEncoder().encode('{"kid":1}'), key)
          const expected = short
            ? expect.objectContaining({
                code: 'ERR_KEY_INVALID',
                message: expect.stringContaining(`${LEAST[alg]}`),
              })
            : { kid: 1 }
          const strict = { strictSecretLength: true, algorithms: [alg] }
          const refused = (error: unknown) => error
          expect(await Jwt.decode(token, key, strict).catch(refused)).toEqual(expected)
          expect(await Jwt.decode(token, key, { algorithms: [alg] })).toEqual({ kid: 1 })
          expect(await Jwt.decode(token, key, { ...strict, strictSecretLength: false })).toEqual({ kid: 1 })
          const compact = verifyCompact(token, key, strict).then(({ payload }) => payload.length, refused)
          expect(await compact).toEqual(short ? expected : 9)
          const named = await signCompact({ alg, kid: 'SKa' }, new TextEncoder().encode('{}'), key)
          const { decode } = { decode: () => Jwt.decode(named, createKeyRing({ SKa: key }), strict) }
          expect(await decode().catch(refused)).toEqual(short ? expected : {})
        }
    },
  )

  it("is the key's fault where it fits no token, and else the token's", async () => {
    const [short] = await forms(31, 'HS256')
    const [middle] = await forms(40, 'HS256')
    const token = (alg: 'HS256' | 'HS512', key: Key) =>
      signCompact({ alg }, new TextEncoder().encode('{}'), key)
    const strict = { strictSecretLength: true }
    await expect(Jwt.decode(await token('HS256', short as Key), short as Key, strict)).rejects.toThrow(
      JwtOptionError,
    )
    await expect(Jwt.decode(await token('HS512', middle as Key), middle as Key, strict)).rejects.toThrow(
      JwtDecodeError,
    )
    expect(await Jwt.decode(await token('HS256', middle as Key), middle as Key, strict)).toEqual({})
  })

  it("is nothing of a key pair's, and is not left out by undefined", async () => {
    const token = await signCompact({ alg: 'RS256' }, new TextEncoder().encode('{}'), privateKey)
    expect(await Jwt.decode(token, publicKey, { strictSecretLength: true })).toEqual({})
    for (const strictSecretLength of [undefined, null, 1, 'true'])
      await expect(Jwt.decode(token, publicKey, { strictSecretLength } as never)).rejects.toThrow(
        expect.objectContaining({ code: 'ERR_OPTION_INVALID', option: 'strictSecretLength' }),
      )
  })
})
