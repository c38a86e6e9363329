import { execFileSync } from 'node:child_process'
import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { inspect } from 'node:util'
import { decodeUnverified, JwtOptionError } from '@x/jwt-core'
import jsonwebtoken from 'jsonwebtoken'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ClientValidationToken, type ClientValidationTokenOptions, type RequestToSign } from '../src/index.ts'
import { credentials, jwk, pkcs1, pkcs8, privateKeyObject, publicKey } from './keys.ts'

const request: RequestToSign = {
  method: 'GET',
  url: 'https://api.twilio.com/2010-04-01/Accounts.json?a=b',
  headers: { Authorization: 'Basic abc' },
}
const make = (options?: Partial<ClientValidationTokenOptions>) =>
  new ClientValidationToken({ ...credentials, ...options })
const claimsOf = async (change?: Partial<RequestToSign>) =>
  decodeUnverified(await make().sign({ ...request, ...change })).payload

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

describe('the token', () => {
  it('has the header and claims that Twilio asks for, at the moment of signing', async () => {
    vi.useFakeTimers({ now: 1_700_000_000_000, toFake: ['Date'] })
    const token = make()
    vi.setSystemTime(1_700_000_005_000)
    const { header, payload } = decodeUnverified(await token.sign(request))
    expect(JSON.stringify(header)).toBe(
      `{"alg":"RS256","typ":"JWT","kid":"${credentials.credentialSid}","cty":"twilio-pkrv;v=1"}`,
    )
    expect(Object.keys(payload)).toEqual(['iss', 'sub', 'hrh', 'rqh', 'iat', 'exp'])
    expect(payload).toMatchObject({ hrh: 'authorization;host', iat: 1_700_000_005, exp: 1_700_000_305 })
    expect(decodeUnverified(await make({ ttl: 60 }).sign(request)).payload.exp).toBe(1_700_000_065)
  })

  it('has the claims that toClaims gives, which checks the request alike', async () => {
    vi.useFakeTimers({ now: 1_700_000_000_000, toFake: ['Date'] })
    const asked = { ...request, method: 'POST', body: 'a=b' }
    expect(await make().toClaims(asked)).toEqual(await claimsOf(asked))
    await expect(make().toClaims({ ...request, method: '' })).rejects.toMatchObject({ option: 'method' })
  })

  it('is the same however the request is spelled', async () => {
    vi.useFakeTimers({ now: 1_700_000_000_000, toFake: ['Date'] })
    const expected = await claimsOf({ method: 'POST', body: 'a=b' })
    const spellings: Partial<RequestToSign>[] = [
      { method: 'post', body: new URLSearchParams({ a: 'b' }) },
      { method: 'POST', body: Buffer.from('a=b') },
      { method: 'POST', body: Uint8Array.from(Buffer.from('a=b')).buffer },
      { method: 'POST', body: 'a=b', url: new URL(request.url) },
      { method: 'POST', body: 'a=b', headers: new Headers({ authorization: 'Basic abc' }) },
      { method: 'POST', body: 'a=b', headers: [['AUTHORIZATION', '\tBasic abc\n']] },
      {
        method: 'POST',
        body: 'a=b',
        headers: { authorization: 'Basic abc', Host: 'api.twilio.com', 'X-A': 'b' },
      },
      { method: 'POST', body: 'a=b', signedHeaders: ['host', 'Authorization', 'HOST'] },
    ]
    for (const spelling of spellings) expect(await claimsOf(spelling)).toEqual(expected)
  })

  it('differs with each part of the request', async () => {
    vi.useFakeTimers({ now: 1_700_000_000_000, toFake: ['Date'] })
    const changes: Partial<RequestToSign>[] = [
      {},
      { method: 'HEAD' },
      { url: 'https://api.twilio.com/2010-04-01/Accounts.json?a=b&a=b' },
      { url: 'https://api.twilio.com/2010-04-01/Accounts.json?a=b=' },
      { url: 'https://api.twilio.com/2010-04-01%2FAccounts.json?a=b' },
      { url: 'https://api.us1.twilio.com/2010-04-01/Accounts.json?a=b' },
      { headers: { Authorization: 'Basic  abc' } },
      { headers: {} },
      { body: 'a' },
      {
        headers: { Authorization: 'Basic abc', 'X-A': 'b' },
        signedHeaders: ['authorization', 'host', 'x-a'],
      },
    ]
    const hashes = await Promise.all(changes.map(async (change) => (await claimsOf(change)).rqh))
    expect(new Set(hashes).size).toBe(changes.length)
  })

  it('joins the values of a header that is sent several times, whichever came first', async () => {
    const signedHeaders = ['x-a']
    const { rqh } = await claimsOf({ headers: { 'X-A': ['b', ' a '] }, signedHeaders })
    expect((await claimsOf({ headers: [['x-a', 'a'], ['X-A', 'b']], signedHeaders })).rqh).toBe(rqh) // biome-ignore format: short
    expect((await claimsOf({ headers: { 'x-a': 'a,b' }, signedHeaders })).rqh).toBe(rqh)
  })
})

describe('the private key', () => {
  it('may be PKCS#8, PKCS#1, a JWK, a KeyObject or a CryptoKey; the token is one', async () => {
    vi.useFakeTimers({ now: 1_700_000_000_000, toFake: ['Date'] })
    const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
    const cryptoKey = await crypto.subtle.importKey('jwk', jwk as never, algorithm, false, ['sign'])
    const certificateFirst = `-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n${pkcs8}`
    const expected = await make().sign(request)
    jsonwebtoken.verify(expected, publicKey, { algorithms: ['RS256'] })
    const forms = [
      pkcs1,
      Buffer.from(pkcs8),
      `\n ${pkcs1} \n`,
      jwk,
      privateKeyObject,
      cryptoKey,
      certificateFirst,
    ]
    for (const privateKey of forms) expect(await make({ privateKey }).sign(request)).toBe(expected)
  })

  it.each([2048, 3072, 4096])('may be of %i bits in PKCS#1', async (modulusLength) => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength })
    const pem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString()
    jsonwebtoken.verify(await make({ privateKey: pem }).sign(request), publicKey, { algorithms: ['RS256'] })
  })

  it('is parsed once', async () => {
    const importKey = vi.spyOn(crypto.subtle, 'importKey')
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const token = make({ privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }) as string })
    await token.sign(request)
    await Promise.all([token.sign(request), token.sign(request)])
    expect(importKey).toHaveBeenCalledOnce()
  })

  const small = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
  const pem = (key: typeof small, type: 'pkcs8' | 'pkcs1' | 'sec1', passphrase?: string) =>
    key.export({
      type,
      format: 'pem',
      ...(passphrase && { cipher: 'aes-256-cbc', passphrase }),
    } as never) as unknown
  const cases: [string, RegExp, unknown][] = [
    ['none', /undefined/, undefined],
    ['an empty string', /PEM/, ''],
    ['a secret', /PEM/, 'fake-secret-0123456789'],
    ['bytes that are no PEM', /PEM/, new Uint8Array(32)],
    ['an encrypted PKCS#8', /openssl pkcs8 -topk8 -nocrypt/, pem(privateKeyObject, 'pkcs8', 'x')],
    ['an encrypted PKCS#1', /openssl pkcs8 -topk8 -nocrypt/, pem(privateKeyObject, 'pkcs1', 'x')],
    ['a public key', /public key/, publicKey],
    ['a public KeyObject', /public key/, createPublicKey(publicKey)],
    ['a public JWK', /public key/, { kty: 'RSA', n: jwk.n, e: jwk.e }],
    ['an EC key', /not an RSA key/, pem(ec, 'pkcs8')],
    ['an EC key in SEC1', /EC key/, pem(ec, 'sec1')],
    ['an EC KeyObject', /not an RSA key/, ec],
    ['an EC JWK', /not an RSA key/, { ...ec.export({ format: 'jwk' }) }],
    ['an OpenSSH key', /OpenSSH/, pkcs8.replaceAll('PRIVATE', 'OPENSSH PRIVATE')],
    ['1024 bits', /2048 bits, got 1024/, pem(small, 'pkcs8')],
    ['1024 bits in PKCS#1', /2048 bits, got 1024/, pem(small, 'pkcs1')],
    ['1024 bits in a KeyObject', /2048 bits, got 1024/, small],
    ['1024 bits in a JWK', /2048 bits, got 1024/, { ...small.export({ format: 'jwk' }) }],
    ['a JWK of another algorithm', /another alg/, { ...jwk, alg: 'PS256' }],
    ['a cut PEM', /-----END/, pkcs8.slice(0, 200)],
    ['a damaged PEM', /damaged/, pkcs8.replace(/MII/, 'AAA')],
    ['a PEM that lost its end', /damaged/, pkcs8.replace(/(.*\n){5}(?=-----END)/, '')],
    ['a PEM with \\n as text', /line breaks/, pkcs8.replaceAll('\n', '\\n')],
  ]
  it.each(cases)('must not be %s', (_, message, privateKey) => {
    const act = () => make({ privateKey: privateKey as never })
    expect(act).toThrow(JwtOptionError)
    expect(act).toThrow(message)
    expect(act).toThrow(expect.objectContaining({ code: 'ERR_KEY_INVALID', option: 'privateKey' }))
  })

  it('must not be a CryptoKey of another algorithm or use', async () => {
    const pss = await crypto.subtle.importKey(
      'jwk',
      jwk as never,
      { name: 'RSA-PSS', hash: 'SHA-256' },
      false,
      ['sign'],
    )
    expect(() => make({ privateKey: pss })).toThrow(/another algorithm/)
    await make({ privateKey: pss, algorithm: 'PS256' }).sign(request)
    const verifying = { kty: jwk.kty, n: jwk.n, e: jwk.e } as never
    const open = await crypto.subtle.importKey('jwk', verifying, { name: 'RSA-PSS', hash: 'SHA-256' }, true, [
      'verify',
    ])
    expect(() => make({ privateKey: open, algorithm: 'PS256' })).toThrow(/private key/)
  })

  it('that turns out damaged when it is parsed rejects the signing', async () => {
    const token = make({ privateKey: { ...jwk, p: undefined } })
    await expect(token.sign(request)).rejects.toMatchObject({ code: 'ERR_KEY_INVALID', option: 'privateKey' })
  })

  it('shows nowhere', async () => {
    const token = make()
    await token.sign(request)
    const shown = [
      inspect(token, { showHidden: true, depth: 9 }),
      JSON.stringify(token),
      String(token),
    ].join()
    for (const part of [pkcs8.slice(40, 80), jwk.d as string, 'CryptoKey', 'PRIVATE'])
      expect(shown).not.toContain(part)
    const damaged = pkcs8.replace(/MII/, 'AAA')
    const error = (() => {
      try {
        return make({ privateKey: damaged })
      } catch (thrown) {
        return thrown
      }
    })()
    expect(inspect(error, { showHidden: true, depth: 9 })).not.toContain(pkcs8.slice(60, 90))
  })
})

it('the line that decrypts a key does', () => {
  const openssl = (...args: string[]) => execFileSync('openssl', args, { input: encrypted, encoding: 'utf8' })
  let encrypted = ''
  try {
    openssl('version')
  } catch {
    return // no openssl here
  }
  for (const type of ['pkcs1', 'pkcs8'] as const) {
    encrypted = privateKeyObject
      .export({ type, format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })
      .toString()
    make({ privateKey: openssl('pkcs8', '-topk8', '-nocrypt', '-passin', 'pass:x') })
  }
})

/** Bytes whose memory was handed to somebody else. */
function detached(): Uint8Array {
  const bytes = new Uint8Array(4)
  structuredClone(bytes.buffer, { transfer: [bytes.buffer] })
  return bytes
}

describe('refuses', () => {
  const options: [string, string, Partial<ClientValidationTokenOptions>][] = [
    ['a missing account', 'accountSid', { accountSid: '' }],
    ['swapped SIDs', 'accountSid', { accountSid: 'SK1', apiKeySid: 'AC1' }],
    ['an account for a key', 'apiKeySid', { apiKeySid: 'AC1' }],
    ['a key for a credential', 'credentialSid', { credentialSid: 'SK1' }],
    ['another algorithm', 'algorithm', { algorithm: 'HS256' as never }],
    ['ttl 0', 'ttl', { ttl: 0 }],
    ['a ttl above 24 hours', 'ttl', { ttl: 86401 }],
  ]
  it.each(options)('%s', (_, option, change) => {
    expect(() => make(change)).toThrow(expect.objectContaining({ code: 'ERR_OPTION_INVALID', option }))
  })

  it('no options', () => expect(() => new ClientValidationToken(undefined as never)).toThrow(JwtOptionError))

  const requests: [string, string, Record<string, unknown>][] = [
    ['no method', 'method', { method: undefined }],
    ['a method with a line break', 'method', { method: 'GET\n/' }],
    ['no URL', 'url', { url: undefined }],
    ['a relative URL', 'url', { url: '/x' }],
    ['a password in the URL', 'url', { url: 'https://user:hunter2@api.twilio.com' }],
    ['headers that are text', 'headers', { headers: 'Authorization: a' }],
    ['a header that is a number', 'headers', { headers: { Authorization: 1 } }],
    ['a line break in a header', 'headers', { headers: { Authorization: 'hunter2\nhost:evil' } }],
    ['a header name with a line break', 'headers', { headers: { 'a\nb': 'c' } }],
    ['signedHeaders that are text', 'signedHeaders', { signedHeaders: 'host' }],
    ['no signedHeaders', 'signedHeaders', { signedHeaders: [] }],
    ['a signed header that is not there', 'signedHeaders', { signedHeaders: ['host', 'content-type'] }],
    ['a signed header that is no name', 'signedHeaders', { signedHeaders: ['host;authorization'] }],
    ['an object for a body', 'body', { body: { a: 1 } }],
    ['a stream for a body', 'body', { body: new ReadableStream() }],
    ['a FormData for a body', 'body', { body: new FormData() }],
    ['bytes that others write to', 'body', { body: new Uint8Array(new SharedArrayBuffer(4)) }],
    ['a view of a buffer that went elsewhere', 'body', { body: detached() }],
  ]
  it.each(requests)('%s', async (_, option, change) => {
    const error = await make()
      .sign({ ...request, ...change } as never)
      .catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(JwtOptionError)
    expect(error).toMatchObject({ code: 'ERR_OPTION_INVALID', option })
    expect((error as Error).message).not.toContain('hunter2')
  })
})
