import { createSecretKey, generateKeyPairSync, type KeyObject, randomBytes, webcrypto } from 'node:crypto'
import fc from 'fast-check'
import { importPKCS8, SignJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import {
  type Algorithm,
  createKeyResolver,
  createKeyRing,
  Jwt,
  type Key,
  parseKeyRing,
  signCompact,
  verifyCompact,
} from '../src/index.ts'

const pairs = {
  rsa: generateKeyPairSync('rsa', { modulusLength: 2048 }),
  p256: generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  p384: generateKeyPairSync('ec', { namedCurve: 'P-384' }),
  p521: generateKeyPairSync('ec', { namedCurve: 'P-521' }),
  ed25519: generateKeyPairSync('ed25519'),
}
type Kind = keyof typeof pairs
const ALGORITHMS: Readonly<Record<Kind, readonly Algorithm[]>> = {
  rsa: ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'],
  p256: ['ES256'],
  p384: ['ES384'],
  p521: ['ES512'],
  ed25519: ['EdDSA', 'Ed25519'],
}

const derTypes = (key: KeyObject) =>
  key.type === 'private'
    ? ([
        'pkcs8',
        ...(key.asymmetricKeyType === 'rsa' ? ['pkcs1'] : key.asymmetricKeyType === 'ec' ? ['sec1'] : []),
      ] as const)
    : (['spki', ...(key.asymmetricKeyType === 'rsa' ? ['pkcs1'] : [])] as const)

/** A line of OpenSSH for a public key, as `ssh-keygen` writes it. */
function openSsh(key: KeyObject): string {
  const field = (bytes: Uint8Array) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(bytes.length)
    return Buffer.concat([length, bytes])
  }
  const { crv, x = '', y = '', n = '', e = '' } = key.export({ format: 'jwk' })
  const part = (text: string) => Buffer.from(text, 'base64url')
  if (key.asymmetricKeyType === 'ed25519')
    return `ssh-ed25519 ${Buffer.concat([field(Buffer.from('ssh-ed25519')), field(part(x))]).toString('base64')} a@b`
  if (key.asymmetricKeyType === 'rsa')
    return `ssh-rsa ${Buffer.concat([field(Buffer.from('ssh-rsa')), field(part(e)), field(Buffer.concat([Buffer.alloc(1), part(n)]))]).toString('base64')}`
  const curve = `nistp${String(crv).slice(2)}`
  const point = Buffer.concat([Buffer.of(4), part(x), part(y)])
  const blob = [field(Buffer.from(`ecdsa-sha2-${curve}`)), field(Buffer.from(curve)), field(point)]
  return `ecdsa-sha2-${curve} ${Buffer.concat(blob).toString('base64')}`
}

/** Every spelling of every key that this runtime can write, and what people do to them. */
function* spellings(): Generator<readonly [name: string, key: string | Uint8Array]> {
  for (const [kind, pair] of Object.entries(pairs))
    for (const key of [pair.publicKey, pair.privateKey]) {
      const name = `${kind} ${key.type}`
      const jwk = JSON.stringify(key.export({ format: 'jwk' }))
      const texts: [string, string][] = [
        ['jwk', jwk],
        ['jwk set', `{ "keys" : [ ${jwk} ] }`],
        ['jwk with an escaped name', jwk.replace('"kty"', '"\\u006bty"')],
      ]
      for (const type of derTypes(key)) {
        texts.push([`${type} pem`, key.export({ type, format: 'pem' } as never) as string])
        const der = key.export({ type, format: 'der' } as never) as unknown as Buffer
        yield [`${name} ${type} der`, der]
        yield [`${name} ${type} der as latin1 text`, der.toString('latin1')]
        for (const encoding of ['base64', 'base64url', 'hex'] as const)
          texts.push([`${type} ${encoding}`, der.toString(encoding)])
        texts.push([`${type} base64 in lines`, der.toString('base64').replace(/.{64}/g, '$&\n')])
      }
      if (key.type === 'public') {
        const line = openSsh(key)
        texts.push(
          ['openssh', line],
          ['openssh with options', `from="10.0.0.1",no-pty ${line}`],
          ['known host', `host ${line}`],
        )
        texts.push([
          'rfc 4716',
          `---- BEGIN SSH2 PUBLIC KEY ----\n${line.split(' ')[1]}\n---- END SSH2 PUBLIC KEY ----`,
        ])
      }
      for (const [form, text] of texts) {
        yield [`${name} ${form}`, text]
        yield [`${name} ${form} as bytes`, Buffer.from(text)]
        yield [`${name} ${form} after invisible characters`, `\ufeff\u200b \n${text}`]
        yield [`${name} ${form} in quotes`, JSON.stringify(text)]
        yield [`${name} ${form} in base64`, Buffer.from(text).toString('base64')]
        yield [`${name} ${form} in UTF-16LE`, Buffer.from(`\ufeff${text}`, 'utf16le')]
        yield [`${name} ${form} in UTF-16BE`, Buffer.from(text, 'utf16le').swap16()]
      }
    }
}

/** Pairs that no algorithm takes, and that are no secrets either. */
const others = [
  ...['rsa-pss', 'dsa'].map((type) => [type, { modulusLength: 1024, divisorLength: 160 }] as const),
  ...['ed448', 'x25519', 'x448'].map((type) => [type, {}] as const),
  ['dh', { group: 'modp14' }] as const,
  ...['secp256k1', 'prime192v1', 'brainpoolP512r1', 'sect571r1'].flatMap((namedCurve) =>
    ['named', 'explicit'].map((paramEncoding) => ['ec', { namedCurve, paramEncoding }] as const),
  ),
].map(([type, options]) => generateKeyPairSync(type as 'ec', options as never) as unknown as KeyPairOfNode)

interface KeyPairOfNode {
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

const RUNTIMES_ENCODINGS = ['utf8', 'ascii', 'latin1', 'hex', 'base64', 'base64url'] as const

/** What becomes of a key on its way through variables, files, URLs and JSON. */
const CLOTHES: Readonly<Record<string, (key: Buffer) => string | Uint8Array>> = {
  ...Object.fromEntries(RUNTIMES_ENCODINGS.map((encoding) => [encoding, (key) => key.toString(encoding)])),
  bytes: (key) => key,
  'base64 of hex': (key) => Buffer.from(key.toString('hex')).toString('base64'),
  'base64 of base64': (key) => Buffer.from(key.toString('base64')).toString('base64'),
  'hex of base64': (key) => Buffer.from(key.toString('base64')).toString('hex'),
  'hex with colons': (key) => (key.toString('hex').match(/../g) ?? []).join(':'),
  'hex with spaces, in capitals': (key) => (key.toString('hex').match(/../g) ?? []).join(' ').toUpperCase(),
  'hex of C': (key) => (key.toString('hex').match(/../g) ?? []).map((byte) => `0x${byte}`).join(', '),
  'escapes of C': (key) => key.toString('hex').replace(/../g, '\\x$&'),
  'escapes of JSON': (key) => key.toString('hex').replace(/../g, '\\u00$&'),
  'escapes of a URL': (key) => key.toString('hex').replace(/../g, '%$&'),
  'base64 in a URL': (key) => encodeURIComponent(key.toString('base64')),
  'base64 in a URL, twice escaped': (key) => encodeURIComponent(encodeURIComponent(key.toString('base64'))),
  'a data: URL': (key) => `data:application/x-pem-file;base64,${key.toString('base64')}`,
  'a variable': (key) => `PUBLIC_KEY=${key.toString('base64')}`,
  'a member of JSON': (key) => JSON.stringify({ key: key.toString('base64') }),
  'base64 in lines': (key) => key.toString('base64').replace(/.{76}/g, '$&\r\n'),
  'a line break after it': (key) => Buffer.concat([key, Buffer.from('\n')]),
  'zeros before and after it': (key) => Buffer.concat([Buffer.of(0), key, Buffer.of(0)]),
  twice: (key) => Buffer.concat([key, key]),
}

describe('a public or private key', () => {
  const all = [...spellings()]

  it('is no HMAC secret, of whatever type, in whatever clothes of others', () => {
    let tried = 0
    for (const { publicKey, privateKey } of [...Object.values(pairs), ...others])
      for (const key of [publicKey, privateKey])
        for (const type of ['spki', 'pkcs8', 'pkcs1', 'sec1'])
          for (const format of ['der', 'pem'] as const) {
            let written: Buffer
            try {
              written = Buffer.from(key.export({ type, format } as never) as never)
            } catch {
              // Not every type is written so.
              continue
            }
            for (const [name, dress] of Object.entries(CLOTHES)) {
              const dressed = dress(written)
              const bytes = Buffer.from(dressed as Buffer)
              const forms: unknown[] = [dressed]
              // The UTF-8 of DER that was made text of, as if it were one, is no key that anybody has.
              if (format === 'pem' || !['utf8', 'latin1', 'ascii'].includes(name))
                forms.push(bytes, createSecretKey(bytes), { kty: 'oct', k: bytes.toString('base64url') })
              tried += forms.length
              for (const form of forms)
                expect(
                  () => new Jwt(form as Key),
                  `${key.asymmetricKeyType} ${type} ${format} in ${name}`,
                ).toThrow(expect.objectContaining({ code: 'ERR_KEY_INVALID' }))
            }
          }
    expect(tried).toBeGreaterThan(5000)
  })

  it('is no HMAC secret, whatever its clothes', async () => {
    expect(all.length).toBeGreaterThan(300)
    for (const [name, key] of all) {
      expect(() => new Jwt(key, { algorithm: 'HS256' }), name).toThrow(
        expect.objectContaining({ code: 'ERR_KEY_INVALID' }),
      )
      const ring = createKeyRing({ k: key })
      const resolver = createKeyResolver(() => key)
      const header = { alg: 'HS256', kid: 'k' } as const
      for (const from of [ring, resolver])
        await expect(signCompact(header, Buffer.from('{}'), from), name).rejects.toMatchObject({
          code: 'ERR_KEY_INVALID',
        })
    }
  })

  it('is not seen in secrets that are random', () => {
    const secret = fc.uint8Array({ minLength: 1, maxLength: 200 })
    fc.assert(
      fc.property(secret, (bytes) => {
        // An uncompressed point of a curve has these lengths and begins with 4: one in 256 of them is refused.
        fc.pre(!(bytes[0] === 4 && [65, 97, 133].includes(bytes.length)))
        const buffer = Buffer.from(bytes)
        for (const key of [
          bytes,
          buffer.toString('hex'),
          buffer.toString('base64'),
          buffer.toString('base64url'),
        ])
          expect(() => new Jwt(key)).not.toThrow()
      }),
      { numRuns: 2000 },
    )
    for (let at = 0; at < 2000; at++) expect(() => new Jwt(randomBytes(32).toString('base64'))).not.toThrow()
  })

  it('is looked for in time that grows with the text', () => {
    const patterns = [
      ...['%30', '\\x30', '\\u0030', '\\\\', 'ssh-a', 'x ', '30:', '0x30,', 'A/', '"A"', '\0', '0\x02'],
      ...['ssh-rsa ', 'kty\\\\', 'ecdsa-', '-----'],
      ...['ssh-rsa ', 'ssh-', '\\u00', '-- BEGIN', 'kty"  ', '0\u0082', '     ', '30', 'AAAA'],
    ]
    const time = (text: string) => {
      const start = process.hrtime.bigint()
      new Jwt(`x${text}`).toString()
      return Number(process.hrtime.bigint() - start)
    }
    for (const pattern of patterns) {
      const attempt = (size: number) => {
        try {
          return Math.min(...[1, 2, 3].map(() => time(pattern.repeat(size / pattern.length))))
        } catch {
          return 0
        }
      }
      attempt(20_000)
      // Four times the text: sixteen times the time would be the square of it.
      expect(attempt(80_000), pattern).toBeLessThan(12 * Math.max(attempt(20_000), 200_000))
    }
  })
})

describe('key pairs', () => {
  const claims = { iss: 'SK1' }

  it.each(Object.keys(pairs) as Kind[])(
    '%s sign and verify in every form they can be given in',
    async (kind) => {
      const { publicKey, privateKey } = pairs[kind]
      const forms = (key: KeyObject): Key[] => [
        key as Key,
        key.export({ format: 'jwk' }) as Key,
        ...derTypes(key)
          .filter((type) => type !== 'sec1')
          .flatMap((type) => {
            const pem = key.export({ type, format: 'pem' } as never) as string
            return [pem, Buffer.from(pem), `Bag Attributes\n${pem}`]
          }),
      ]
      for (const algorithm of ALGORITHMS[kind])
        for (const signing of forms(privateKey)) {
          const token = await new Jwt(signing, { algorithm }).encode(claims)
          for (const verifying of forms(publicKey))
            expect(await Jwt.decode(token, verifying)).toMatchObject(claims)
        }
    },
  )

  it('that do not fit the algorithm are told as such, for the one who signs and for the token', async () => {
    expect(() => new Jwt(pairs.p256.privateKey as Key, { algorithm: 'RS256' })).toThrow(
      expect.objectContaining({ code: 'ERR_KEY_INVALID', option: 'secretKey' }),
    )
    const token = await new Jwt(pairs.p256.privateKey as Key, { algorithm: 'ES256' }).encode(claims)
    await expect(Jwt.decode(token, pairs.rsa.publicKey as Key)).rejects.toMatchObject({
      name: 'JwtDecodeError',
    })
  })

  it('leave a caller’s JWK as it was', async () => {
    const jwk = { ...pairs.p256.privateKey.export({ format: 'jwk' }), extra: [1] }
    const before = JSON.stringify(jwk)
    await new Jwt(jwk as Key, { algorithm: 'ES256' }).encode(claims)
    expect([JSON.stringify(jwk), Object.isFrozen(jwk)]).toEqual([before, false])
  })

  it('give tokens that jose takes, and take jose’s', async () => {
    const pem = pairs.rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
    const theirs = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'PS256' })
      .sign(await importPKCS8(pem, 'PS256'))
    expect(await Jwt.decode(theirs, pairs.rsa.publicKey as Key)).toEqual(claims)
  })
})

describe('symmetric keys', () => {
  const bytes = randomBytes(48)
  const forms = async (hash = 'SHA-256'): Promise<readonly Key[]> => [
    new Uint8Array(bytes),
    { kty: 'oct', k: bytes.toString('base64url') },
    createSecretKey(bytes) as Key,
    (await webcrypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash }, false, [
      'sign',
      'verify',
    ])) as unknown as Key,
  ]

  it.each([
    ['HS256', 'SHA-256'],
    ['HS384', 'SHA-384'],
    ['HS512', 'SHA-512'],
  ] as const)('give one %s in every form, in a ring too', async (algorithm, hash) => {
    const header = { alg: algorithm, kid: 'k' } as const
    const payload = Buffer.from('{"a":1}')
    const tokens = new Set<string>()
    for (const key of await forms(hash)) {
      tokens.add(await signCompact(header, payload, key))
      tokens.add(await signCompact(header, payload, createKeyRing({ k: key })))
    }
    expect(tokens.size).toBe(1)
    const [token] = tokens as unknown as [string]
    for (const key of await forms(hash)) {
      expect((await verifyCompact(token, key)).keyId).toBeUndefined()
      expect((await verifyCompact(token, createKeyRing({ k: key }))).keyId).toBe('k')
      await expect(verifyCompact(`${token.slice(0, -2)}AA`, key)).rejects.toMatchObject({
        name: 'JwtDecodeError',
      })
    }
    const ring = parseKeyRing(JSON.stringify({ keys: { k: { kty: 'oct', k: bytes.toString('base64url') } } }))
    expect((await verifyCompact(token, ring)).header.alg).toBe(algorithm)
  })

  it('are held to what they say of themselves', async () => {
    const k = bytes.toString('base64url')
    for (const jwk of [{ alg: 'RS256' }, { use: 'enc' }, { key_ops: ['encrypt'] }, { k: '' }, { k: 'a+b=' }])
      expect(() => new Jwt({ kty: 'oct', k, ...jwk })).toThrow(
        expect.objectContaining({ code: 'ERR_KEY_INVALID' }),
      )
    expect(() => new Jwt({ kty: 'oct', k, alg: 'HS512' }, { algorithm: 'HS256' })).toThrow()
    const verifier = await webcrypto.subtle.importKey(
      'raw',
      bytes,
      { name: 'HMAC', hash: 'SHA-256' },
      false,
      ['verify'],
    )
    await expect(new Jwt(verifier as unknown as Key).encode({})).rejects.toMatchObject({
      code: 'ERR_KEY_INVALID',
    })
  })

  it('that are wiped by their owner sign on', async () => {
    const given = new Uint8Array(bytes)
    const jwt = new Jwt(given)
    const before = await jwt.encode({ exp: 9e9 })
    given.fill(0)
    expect(await jwt.encode({ exp: 9e9 })).toBe(before)
  })

  it('in a plain object are told of createKeyRing', () => {
    expect(() => new Jwt({ SK1: 'secret' } as unknown as Key)).toThrow(/createKeyRing/)
  })
})

it('gives bytes in a buffer of their own', async () => {
  const secret = 'a-secret-that-must-not-be-shipped'
  const token = await new Jwt(secret).encode({ a: 1 })
  for (let at = 0; at < 200; at++) {
    const { payload } = await verifyCompact(token, secret)
    expect(payload.buffer.byteLength).toBe(payload.byteLength)
  }
  // Node hands parts of its pool to everybody.
  expect(Buffer.from(Buffer.from('x').buffer).includes(secret)).toBe(false)
})
