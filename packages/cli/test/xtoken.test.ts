import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import jsonwebtoken from 'jsonwebtoken'
import { describe, expect, it, vi } from 'vitest'
import { ENV, NOW, SECRET, useFolder, xtoken } from './run_xtoken.ts'

const folder = useFolder()

describe('xtoken mint', () => {
  it('writes the token alone to stdout, with every option and grant in it', async () => {
    const { code, stdout, stderr } = await xtoken([
      ...[
        'mint',
        '--identity',
        'alice',
        '--ttl',
        '600',
        '--nbf',
        String(NOW - 5),
        '--region',
        'ie1',
        '--jti',
        'j',
      ],
      ...[
        '--algorithm',
        'HS512',
        '--video',
        'daily',
        '--chat',
        'IS1',
        '--chat-endpoint',
        'e',
        '--chat-role',
        'RL1',
      ],
      ...['--chat-push', 'CR1', '--voice-outgoing', 'AP1', '--voice-params', '{"a":"b"}', '--voice-incoming'],
      ...['--voice-push', 'CR2', '--voice-endpoint', 'v', '--sync', 'IS2', '--sync-endpoint', 's'],
      ...['--task-router', 'WS1', '--task-router-worker', 'WK1', '--task-router-role', 'worker'],
      ...['--playback', '{"playbackUrl":"u"}'],
    ])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    const { header, payload } = jsonwebtoken.verify(stdout, SECRET, { complete: true, clockTimestamp: NOW })
    expect(header).toEqual({ alg: 'HS512', typ: 'JWT', cty: 'twilio-fpa;v=1', twr: 'ie1' })
    expect(payload).toEqual({
      jti: 'j',
      grants: {
        identity: 'alice',
        video: { room: 'daily' },
        chat: {
          service_sid: 'IS1',
          endpoint_id: 'e',
          deployment_role_sid: 'RL1',
          push_credential_sid: 'CR1',
        },
        voice: {
          incoming: { allow: true },
          outgoing: { application_sid: 'AP1', params: { a: 'b' } },
          push_credential_sid: 'CR2',
          endpoint_id: 'v',
        },
        data_sync: { service_sid: 'IS2', endpoint_id: 's' },
        task_router: { workspace_sid: 'WS1', worker_sid: 'WK1', role: 'worker' },
        player: { playbackUrl: 'u' },
      },
      nbf: NOW - 5,
      iat: NOW,
      exp: NOW + 600,
      iss: 'SK1',
      sub: 'AC1',
    })
  })

  it('writes the token and its claims as JSON on request', async () => {
    const { stdout } = await xtoken(['mint', '--video', '--json'])
    expect(JSON.parse(stdout)).toMatchObject({ token: expect.any(String), claims: { grants: { video: {} } } })
  })

  it('says on stderr that a token without grants allows nothing', async () => {
    const { code, stderr } = await xtoken(['mint'])
    expect(code).toBe(0)
    expect(stderr).toContain('no grant')
  })

  it.each([
    ['a SID of the wrong kind', ['--chat', 'AC1'], '--chat must be the service SID'],
    ['a life above 24 hours', ['--ttl', '86401'], 'ttl'],
    ['a life that is no number', ['--ttl', 'soon'], 'whole number'],
    ['an empty room', ['--video', ''], '--video must be'],
    ['parameters that are no JSON object', ['--voice-params', '[]'], 'JSON object'],
    ['two ends of life', ['--ttl', '5', '--valid-until', String(NOW + 5)], 'not both'],
    ['an unknown option', ['--secret', 'x'], '--secret'],
  ])('refuses %s with exit code 2 and an empty stdout', async (_, args, told) => {
    const { code, stdout, stderr } = await xtoken(['mint', ...args])
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(told)
    expect(stderr).not.toContain(SECRET)
  })

  it('names the credentials that are missing', async () => {
    const { code, stderr } = await xtoken(['mint'], { env: { TWILIO_ACCOUNT_SID: 'AC1' } })
    expect(code).toBe(2)
    expect(stderr).toContain('TWILIO_API_KEY_SID and TWILIO_API_KEY_SECRET')
  })
})

describe('xtoken inspect', () => {
  it('shows header, claims, grants and the life that is left, of a token on stdin', async () => {
    const { stdout: token } = await xtoken(['mint', '--identity', 'alice', '--video', 'daily'])
    const { code, stdout } = await xtoken(['inspect', '-'], { stdin: [`${token}\n`] })
    expect(code).toBe(0)
    for (const shown of ['cty  twilio-fpa;v=1', 'identity  alice', 'room  daily', 'lives for 1 h more'])
      expect(stdout).toContain(shown)
  })

  it('says how long ago a token expired', async () => {
    const { stdout: token } = await xtoken(['mint', '--ttl', '10'])
    vi.setSystemTime((NOW + 70) * 1000)
    expect((await xtoken(['inspect', token])).stdout).toContain('expired 1 min ago')
  })

  it('writes JSON for machines', async () => {
    const { stdout: token } = await xtoken(['mint', '--video'])
    expect(JSON.parse((await xtoken(['inspect', token, '--json'])).stdout)).toMatchObject({
      header: { alg: 'HS256' },
      payload: { iss: 'SK1' },
      expiresIn: 3600,
    })
  })

  it('never lets a claim drive the terminal', async () => {
    const token = jsonwebtoken.sign({ note: '\u001b[2J\u009b31m\u202e' }, 'k')
    const { stdout } = await xtoken(['inspect', token])
    expect(stdout).toContain('\\u001b[2J\\u009b31m\\u202e')
  })

  it('ends with exit code 1 on a bad token', async () => {
    const { code, stdout, stderr } = await xtoken(['inspect', 'no.token'])
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain('ERR_TOKEN_MALFORMED')
  })
})

describe('xtoken', () => {
  it.each([[['--help']], [['mint', '--help']], [['inspect', '--help']]])(
    'teaches by example: %j',
    async (args) => {
      const { code, stdout } = await xtoken(args)
      expect(code).toBe(0)
      expect(stdout).toContain('Examples:')
    },
  )

  it('ends with exit code 2 on an unknown command', async () => {
    expect((await xtoken(['forge'])).code).toBe(2)
  })

  it('as installed, reads its credentials from .env and leaves stdout to the token', () => {
    const bin = new URL('../dist/xtoken.js', import.meta.url).pathname
    writeFileSync(
      join(folder(), '.env'),
      Object.entries(ENV)
        .map(([name, value]) => `${name}=${value}\n`)
        .join(''),
    )
    expect(readFileSync(bin, 'utf8')).toMatch(/^#!/)
    const token = execFileSync(process.execPath, [bin, 'mint', '--video'], {
      cwd: folder(),
      env: {},
      encoding: 'utf8',
      stdio: 'pipe',
    })
    expect(jsonwebtoken.verify(token.trim(), SECRET)).toMatchObject({ sub: 'AC1' })
  })
})
