import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AccessToken } from '@x/access-token'
import { decodeUnverified } from '@x/jwt-core'
import { describe, expect, it } from 'vitest'
import manifest from '../package.json' with { type: 'json' }
import { run } from '../src/program.ts'
import { duration, inWords } from '../src/terminal/duration.ts'
import { ENV, NOW, SECRET, useFolder, xtoken } from './run_xtoken.ts'

const folder = useFolder()

describe('credentials', () => {
  it('are taken by Twilio’s own names too', async () => {
    const env = { TWILIO_ACCOUNT_SID: 'AC1', TWILIO_API_KEY: 'SK7', TWILIO_API_SECRET: SECRET }
    const { stdout } = await xtoken(['mint', '--identity', 'a', '--video'], { env })
    expect(decodeUnverified(stdout).payload.iss).toBe('SK7')
  })

  it('of the environment win over a file, under whichever name', async () => {
    writeFileSync(join(folder(), '.env'), `TWILIO_API_KEY_SID=SK9\nTWILIO_API_KEY_SECRET=${SECRET}\n`)
    const env = { TWILIO_ACCOUNT_SID: 'AC1', TWILIO_API_KEY: 'SK7', TWILIO_API_SECRET: SECRET }
    const { stdout } = await xtoken(['mint', '--identity', 'a', '--video'], { env })
    expect(decodeUnverified(stdout).payload.iss).toBe('SK7')
  })

  it('come from the file that --env-file names, which must be there', async () => {
    const file = join(folder(), 'prod.env')
    writeFileSync(file, `TWILIO_ACCOUNT_SID=AC9\nTWILIO_API_KEY_SID=SK9\nTWILIO_API_KEY_SECRET=${SECRET}\n`)
    const call = ['--env-file', file, 'mint', '--identity', 'a', '--video']
    expect(decodeUnverified((await xtoken(call, { env: {} })).stdout).payload.sub).toBe('AC9')
    const missing = await xtoken(['--env-file', `${file}x`, 'mint', '--video'], { env: {} })
    expect([missing.code, missing.stderr]).toEqual([2, expect.stringContaining('--env-file')])
  })

  it('of a file that is none are refused, and not waited for', async () => {
    const path = join(folder(), 'a-folder')
    mkdirSync(path)
    for (const file of ['/dev/zero', path]) {
      const { code, stderr } = await xtoken(['--env-file', file, 'mint', '--video'], { env: {} })
      expect([code, stderr], file).toEqual([2, expect.stringMatching(/no regular file|cannot be read/)])
    }
  })
})

describe('mint', () => {
  it('takes a life in words, and a grant of any key', async () => {
    const args = ['mint', '--identity', 'a', '--valid-for', '1h10m', '--grant', 'bot={"level":1}', '--json']
    const { token, claims } = JSON.parse((await xtoken(args)).stdout)
    expect(claims).toEqual(decodeUnverified(token).payload)
    expect(claims).toMatchObject({ exp: NOW + 4200, grants: { identity: 'a', bot: { level: 1 } } })
  })

  it.each([
    [['--valid-for', '1x'], '1h10m'],
    [['--ttl', '60', '--valid-for', '1m'], 'one of --ttl and --valid-for'],
    [['--grant', 'bot'], 'key=json'],
    [['--grant', 'identity={}'], '--grant'],
  ])('refuses %j by the names that were typed', async (args, told) => {
    const { code, stderr } = await xtoken(['mint', ...args])
    expect(code).toBe(2)
    expect(stderr).toContain(told)
  })
})

describe('verify --json', () => {
  it('writes JSON for a bad token too', async () => {
    const token = await new AccessToken('AC1', 'SK1', 'another-secret', { identity: 'a' }).toJwt()
    const { code, stdout } = await xtoken(['verify', token, '--json'])
    expect(code).toBe(1)
    expect(JSON.parse(stdout)).toMatchObject({ verified: false, error: { code: 'ERR_SIGNATURE_INVALID' } })
  })

  it('names the key that verified, not the one that the token claims', async () => {
    const token = await new AccessToken('AC1', 'SK1', SECRET, { identity: 'a' }).toJwt()
    expect(JSON.parse((await xtoken(['verify', token, '--json'])).stdout)).toMatchObject({ keyId: 'SK1' })
  })

  it('shows what a terminal would obey or hide as escapes', async () => {
    const identity = 'a\u009bb\u202ec\u200bd'
    const token = await new AccessToken('AC1', 'SK1', SECRET, { identity }).toJwt()
    const { stdout } = await xtoken(['verify', token, '--json'])
    expect(stdout).toContain('a\\u009bb\\u202ec\\u200bd')
    expect(JSON.parse(stdout).payload.grants.identity).toBe(identity)
  })
})

describe('a token', () => {
  it.each(['inspect', 'verify', 'doctor'])(
    'is read from stdin by %s where the call has none',
    async (command) => {
      const token = await new AccessToken('AC1', 'SK1', SECRET, { identity: 'a' }).toJwt()
      const { code, stdout } = await xtoken([command, '--json'], { stdin: [`${token}\n`] })
      expect(code).toBe(0)
      expect(JSON.parse(stdout)).toMatchObject({ kind: 'access-token' })
      const nothing = await xtoken([command], { stdin: ['\n'] })
      expect([nothing.code, nothing.stderr]).toEqual([2, expect.stringContaining('no token was given')])
    },
  )

  it('that is none is told as JSON by inspect too', async () => {
    const { code, stdout, stderr } = await xtoken(['inspect', 'no.token', '--json'])
    expect([code, stderr]).toEqual([1, ''])
    expect(JSON.parse(stdout)).toEqual({
      kind: 'none',
      error: { code: 'ERR_TOKEN_MALFORMED', message: expect.any(String) },
    })
  })
})

describe('what is read from a terminal', () => {
  it.each(['inspect', 'verify', 'doctor'])('is asked for by %s', async (command) => {
    const log: string[] = []
    const io = { env: ENV, write: () => {}, log: (text: string) => void log.push(text), coloured: false }
    const stdin = (async function* () {
      yield 'no token\n'
    })()
    expect(await run([command], { ...io, stdin, interactive: true })).toBe(1)
    expect(log[0]).toMatch(/^reading from the terminal/)
  })
})

describe('explain', () => {
  it('knows findings, error codes and Twilio’s numbers', async () => {
    expect((await xtoken(['explain', '20104'])).stdout).toContain('TOKEN_EXPIRED')
    expect((await xtoken(['explain', 'token_expired'])).stdout).toContain('mend:')
    expect((await xtoken(['explain', 'ERR_KEY_UNKNOWN'])).stdout).toContain('mend:')
    expect((await xtoken(['explain', 'toString'])).code).toBe(2)
  })

  it('takes a number as SDKs and logs write it, and says which no token mends', async () => {
    const { stdout } = await xtoken(['explain', '20101'])
    for (const what of ['AccessTokenInvalid (20101):', 'error 20101', '20101:', 'It failed with 20101.'])
      expect((await xtoken(['explain', what])).stdout).toBe(stdout)
    expect((await xtoken(['explain', 'token-expired'])).stdout).toContain('TOKEN_EXPIRED')
    expect((await xtoken(['explain', '53001'])).stdout).toContain('network')
    expect((await xtoken(['explain', '12345'])).code).toBe(2)
    for (const number of [20155, 20156, 31201, 31203, 51006, 51007, 70156])
      expect((await xtoken(['explain', String(number)])).stdout, String(number)).toContain('mend:')
  })
})

describe('the version', () => {
  it.each([['--version'], ['-V'], ['-v'], ['version']])('is told by %s', async (asked) => {
    expect((await xtoken([asked])).stdout).toBe(manifest.version)
  })
})

describe('completion', () => {
  it.each(['bash', 'zsh', 'fish', 'powershell'])('for %s knows every command and flag', async (shell) => {
    const { stdout } = await xtoken(['completion', shell])
    for (const word of ['mint', 'doctor', 'explain', 'page', 'no-open', 'valid-for'])
      expect(stdout).toContain(word)
  })
})

describe('spans of time', () => {
  it('are read and written', () => {
    expect([duration('1h10m'), duration('90s'), duration('2d')]).toEqual([4200, 90, 172800])
    expect([inWords(7500), inWords(59), inWords(0.2)]).toEqual(['2 h 5 min', '59 s', '0 s'])
  })
})
