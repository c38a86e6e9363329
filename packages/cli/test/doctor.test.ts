import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AccessToken } from '@x/access-token'
import { VideoGrant } from '@x/grants-video'
import { Jwt } from '@x/jwt-core'
import type { Diagnosis } from '@x/token-doctor'
import { describe, expect, it, vi } from 'vitest'
import { ENV, NOW, SECRET, useFolder, xtoken } from './run_xtoken.ts'

const folder = useFolder()
const ACCOUNT = 'AC0123456789abcdef0123456789abcdef'
const KEY = 'SKfedcba9876543210fedcba9876543210'
const AUTH_TOKEN = '0123456789abcdef'.repeat(2)
const CREDENTIALS = { ...ENV, TWILIO_ACCOUNT_SID: ACCOUNT, TWILIO_API_KEY_SID: KEY }

const mint = (options = {}) =>
  new AccessToken(ACCOUNT, KEY, SECRET, { identity: 'alice', ...options })
    .addGrant(new VideoGrant({ room: 'daily' }))
    .toJwt()

function writeRing(ring: object | string): string {
  const path = join(folder(), 'keys.json')
  writeFileSync(path, typeof ring === 'string' ? ring : JSON.stringify(ring))
  return path
}

describe('xtoken doctor', () => {
  it('says that a good token is good, and that its signature was checked', async () => {
    const { code, stdout } = await xtoken(['doctor', await mint(), '--product', 'video'], {
      env: CREDENTIALS,
    })
    expect(code).toBe(0)
    expect(stdout).toContain('SIGNATURE_VERIFIED')
    expect(stdout).toContain('This is an access token: nothing that Twilio would refuse')
  })

  it('explains a refused token with Twilio’s error and the mend, and exits 1', async () => {
    const token = await mint()
    vi.setSystemTime((NOW + 7200) * 1000)
    const { code, stdout } = await xtoken(['doctor', token], { env: {} })
    expect(code).toBe(1)
    expect(stdout).toMatch(/error {2}TOKEN_EXPIRED.*Twilio error 20104/)
    expect(stdout).toMatch(/mend: /)
    expect(stdout).toContain('Twilio will refuse it (1 error)')
  })

  it('tells that the auth token signed it, when both secrets are set', async () => {
    const jwt = new Jwt(AUTH_TOKEN, { issuer: KEY, subject: ACCOUNT })
    const header = { cty: 'twilio-fpa;v=1' }
    const claims = { jti: `${KEY}-${NOW}`, grants: { identity: 'a', video: {} }, iat: NOW }
    const env = { ...CREDENTIALS, TWILIO_AUTH_TOKEN: AUTH_TOKEN }
    const { code, stdout } = await xtoken(['doctor', await jwt.encode(claims, { header })], { env })
    expect(code).toBe(1)
    expect(stdout).toContain('SIGNED_WITH_AUTH_TOKEN')
    expect(stdout).not.toContain(AUTH_TOKEN)
  })

  it('sums up a log of tokens by finding', async () => {
    const good = await mint()
    vi.setSystemTime((NOW - 7200) * 1000)
    const late = await mint()
    vi.setSystemTime(NOW * 1000)
    const log = `${good}\n\nBearer ${late}\r\nGET /token?jwt=${late}&x=1 200\nno token here\n`
    const { code, stdout } = await xtoken(['doctor', '-'], { env: CREDENTIALS, stdin: [log] })
    expect(code).toBe(1)
    expect(stdout).toMatch(/^3 tokens, 2 of which Twilio will refuse\n +3 {2}access token\n/)
    expect(stdout).toMatch(/ 2 {2}error {2}TOKEN_EXPIRED.*\n +lines 3, 4\n/)
  })

  it('writes JSON: one diagnosis, or for a log one a line', async () => {
    const token = await mint()
    const one = await xtoken(['doctor', token, '--json'])
    expect((JSON.parse(one.stdout) as Diagnosis).kind).toBe('access-token')
    const several = await xtoken(['doctor', '-', '--json'], { stdin: [`${token}\n${token}`] })
    const lines = several.stdout.split('\n').map((line) => JSON.parse(line))
    expect(lines).toMatchObject([
      { line: 1, kind: 'access-token' },
      { line: 2, kind: 'access-token' },
    ])
  })

  it('accuses no token of others of not being signed with what the environment holds', async () => {
    const token = await mint()
    const another = {
      ...CREDENTIALS,
      TWILIO_API_KEY_SID: KEY.replace('f', '0'),
      TWILIO_API_KEY_SECRET: 'b'.repeat(32),
    }
    // With an account's auth token alone, nothing can be said of an access token's signature.
    const account = { TWILIO_ACCOUNT_SID: ACCOUNT, TWILIO_AUTH_TOKEN: AUTH_TOKEN }
    for (const env of [another, account, { TWILIO_AUTH_TOKEN: AUTH_TOKEN }]) {
      const { code, stdout } = await xtoken(['doctor', token], { env })
      expect([code, stdout]).toEqual([0, expect.stringContaining('SIGNATURE_UNCHECKED')])
    }
    const golden = new URL('../../../tools/testing/tokens.json', import.meta.url)
    const vectors: { kind: string; token: string; frozenNow: number }[] = JSON.parse(
      readFileSync(golden, 'utf8'),
    )
    const request = vectors.find(({ kind }) => kind === 'client-validation')
    vi.setSystemTime(1000 * (request?.frozenNow ?? 0))
    expect((await xtoken(['doctor', request?.token ?? ''], { env: CREDENTIALS })).code).toBe(0)
    vi.setSystemTime(1000 * NOW)
    // One that says it is of the key at hand, and is not.
    const env = { ...CREDENTIALS, TWILIO_API_KEY_SECRET: 'b'.repeat(32) }
    const forged = await xtoken(['doctor', token], { env })
    expect([forged.code, forged.stdout]).toEqual([1, expect.stringContaining('SIGNATURE_INVALID')])
  })

  it('says how to give the secret, and a key that is not there, on the command line', async () => {
    const token = await mint()
    const unchecked = await xtoken(['doctor', token], { env: {} })
    expect(unchecked.stdout).toMatch(/SIGNATURE_UNCHECKED\n.*\n.*mend: Set the secret in the environment/)
    const another = { ...CREDENTIALS, TWILIO_API_KEY_SID: `SK${'1'.repeat(32)}` }
    const unknown = await xtoken(['verify', token], { env: another })
    expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining('`xtoken verify --help`')])
  })

  it.each(['doctor', 'inspect', 'verify'])('says how %s reads a file that is named', async (command) => {
    const file = writeRing(await mint())
    const { code, stdout, stderr } = await xtoken([command, file], { env: CREDENTIALS })
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toContain('write < before it')
  })

  it('judges each token of a text that holds several, on one line as well', async () => {
    const good = await mint()
    vi.setSystemTime((NOW - 7200) * 1000)
    const late = await mint()
    vi.setSystemTime(NOW * 1000)
    const har = {
      text: JSON.stringify({ token: good }),
      headers: [{ name: 'X-Twilio-AccessToken', value: late }],
    }
    const texts = [JSON.stringify([good, late]), JSON.stringify(har), `${good}\r${late}\r`]
    for (const text of texts) {
      const { stdout } = await xtoken(['doctor', '-'], { stdin: [text] })
      expect(stdout).toMatch(/^2 tokens, 1 of which Twilio will refuse\n/)
    }
  })

  it('reads a line of any length, and UTF-16 as PowerShell writes it', async () => {
    const token = await mint()
    const row = `{"at":"2026-11-30","token":"${token}"},`
    const long = await xtoken(['doctor', '-'], { stdin: [`[${row.repeat(2000)}]`] })
    expect(long.stdout).toMatch(/^2000 tokens, 0 of which/)
    const junk = await xtoken(['doctor', '-'], { stdin: [`"${'a'.repeat(900_000)}" ${token} ${token}`] })
    expect(junk.stdout).toMatch(/^2 tokens, 0 of which/)
    const utf16 = Buffer.from(`\ufefftoken ${token}\r\ntoken ${token}\r\n`, 'utf16le')
    const { stdout } = await xtoken(['doctor', '-'], { stdin: [utf16] as never })
    expect(stdout).toMatch(/^2 tokens, 0 of which/)
  })

  it('counts tokens without their signature, and those that Twilio encrypts, by what they are', async () => {
    const [header, payload] = (await mint()).split('.')
    const b64 = (text: string) => Buffer.from(text).toString('base64url')
    const flex = `${b64('{"alg":"dir","enc":"A256GCM","cty":"twilio-fpa;v=1"}')}..AAAA.BBBB.CCCC`
    const log = `a token=${header}.${payload}.[REDACTED]\nb token: ${header}.${payload}.***,\nc ${flex} d\n`
    const { stdout, code } = await xtoken(['doctor', '-'], { env: {}, stdin: [log] })
    expect(stdout).toMatch(/^3 tokens, 0 of which Twilio will refuse\n +3 {2}access token\n/)
    expect(stdout).toMatch(/ 2 {2}warning {2}SIGNATURE_REDACTED/)
    expect(code).toBe(0)
  })

  it('reads a token that is wrapped over lines as one text', async () => {
    const token = await mint()
    const wrapped = token.replace(/.{60}/g, '$&\n')
    const { stdout } = await xtoken(['doctor', '-', '--json'], { stdin: [wrapped] })
    expect((JSON.parse(stdout) as Diagnosis).kind).toBe('access-token')
  })

  it('reads a log of any length in memory that does not grow with it', async () => {
    const line = `2026-11-25T00:00:00Z warn refused token=${await mint()} status=401\n`
    const chunk = line.repeat(50)
    let seen = 0
    let used = 0
    const stdin = (function* () {
      for (let at = 0; at < 40; at++) {
        yield chunk
        if (at === 10) seen = process.memoryUsage().heapUsed
        used = process.memoryUsage().heapUsed
      }
    })()
    const { stdout } = await xtoken(['doctor', '-'], { stdin: stdin as never })
    expect(stdout).toMatch(/^2000 tokens, /)
    // 1,450 lines more are a megabyte by themselves; garbage that was not yet collected is what may come and go.
    expect(used - seen).toBeLessThan(80_000_000)
  })

  it('takes what is no token at all', async () => {
    for (const text of ['', '{"token": "x"}', 'hello', '-----BEGIN'])
      expect((await xtoken(['doctor', '-'], { stdin: [text] })).code, text).toBe(1)
  })

  it('is named where a token cannot be read', async () => {
    for (const command of ['inspect', 'verify']) {
      const { stderr, code } = await xtoken([command, `Bearer ${await mint()}`], { env: CREDENTIALS })
      expect(code).toBe(1)
      expect(stderr).toContain('`xtoken doctor -` says')
    }
  })

  it('shows no control character of a token', async () => {
    const token = await mint({ identity: 'a\u001b[31mb' })
    const { stdout } = await xtoken(['doctor', token])
    expect(stdout).not.toContain('\u001b')
  })

  it.each([
    [['doctor']],
    [['doctor', 'x', '--product', 'fax']],
    [['doctor', 'x', '--account', 'SK1']],
    [['doctor', 'x', '--key-ring', 'missing.json']],
  ])('refuses a wrong call: %j', async (args) => {
    expect((await xtoken(args)).code).toBe(2)
  })
})

describe('xtoken verify', () => {
  it('verifies with the secret in the environment', async () => {
    const { code, stdout } = await xtoken(['verify', '-'], { env: CREDENTIALS, stdin: [`${await mint()}\n`] })
    expect(code).toBe(0)
    expect(stdout).toContain(`by the key ${KEY}, and valid now`)
  })

  it('verifies a capability token with the auth token', async () => {
    const token = await new Jwt(AUTH_TOKEN, { issuer: ACCOUNT }).encode({ scope: '' })
    const env = { TWILIO_ACCOUNT_SID: ACCOUNT, TWILIO_AUTH_TOKEN: AUTH_TOKEN }
    expect((await xtoken(['verify', token, '--json'], { env })).code).toBe(0)
  })

  it('chooses the key of a ring, and refuses a retired one by name', async () => {
    const token = await mint()
    const live = writeRing({ keys: { [KEY]: SECRET, SKother: 'x' } })
    expect((await xtoken(['verify', token, '--key-ring', live], { env: {} })).code).toBe(0)
    const ring = { keys: { SKother: 'x' }, retired: [KEY] }
    const retired = await xtoken(['verify', token, '--key-ring', writeRing(ring)], { env: {} })
    expect([retired.code, retired.stderr]).toEqual([1, expect.stringContaining('ERR_KEY_RETIRED')])
    const env = { TWILIO_KEY_RING: JSON.stringify({ keys: { [KEY]: SECRET } }) }
    expect((await xtoken(['verify', token], { env })).code).toBe(0)
  })

  it('refuses with the code of the reason', async () => {
    const cases: [string, string[], string][] = [
      [await mint({ validUntil: NOW - 1, allowExpired: true }), [], 'ERR_TOKEN_EXPIRED'],
      [await mint({ nbf: NOW + 60 }), [], 'ERR_TOKEN_NOT_YET_VALID'],
      [await mint(), ['--issuer', 'SK9'], 'ERR_CLAIM_INVALID'],
      [`${await mint()}=`, [], 'ERR_TOKEN_MALFORMED'],
    ]
    for (const [token, flags, expected] of cases) {
      const { code, stderr } = await xtoken(['verify', token, ...flags], { env: CREDENTIALS })
      expect([code, stderr]).toEqual([1, expect.stringContaining(expected)])
    }
    const tolerant = ['verify', await mint({ nbf: NOW + 60 }), '--clock-tolerance', '60']
    expect((await xtoken(tolerant, { env: CREDENTIALS })).code).toBe(0)
  })

  it('asks for a secret where there is none, and for a ring that can be read', async () => {
    const token = await mint()
    const none = await xtoken(['verify', token], { env: {} })
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('TWILIO_KEY_RING')])
    const broken = await xtoken(['verify', token, '--key-ring', writeRing('{"keys":{"SK1":"hidden-secret"')])
    expect(broken.code).toBe(2)
    expect(broken.stderr).not.toContain('hidden-secret')
  })
})
