import { readFileSync } from 'node:fs'
import jsonwebtoken from 'jsonwebtoken'
import twilio from 'twilio'
import { describe, expect, it } from 'vitest'
import { NOW, xtoken as runXtoken, useFolder } from './run_xtoken.ts'

const AUTH_TOKEN = 'fake-auth-token-0123456789abcdef'
const ENV = { TWILIO_ACCOUNT_SID: 'AC1', TWILIO_AUTH_TOKEN: AUTH_TOKEN }
const WORKSPACE = 'https://taskrouter.twilio.com/v1/Workspaces/WS1'

const xtoken = (args: string[], env: Record<string, string> = ENV) => runXtoken(args, { env })

/** The claims of the token that a call writes, as jsonwebtoken verifies it. */
async function claimsOf(...args: string[]): Promise<jsonwebtoken.JwtPayload> {
  const { code, stdout, stderr } = await xtoken(args)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return jsonwebtoken.verify(stdout, AUTH_TOKEN, { algorithms: ['HS256'] }) as jsonwebtoken.JwtPayload
}

useFolder()

describe('xtoken mint-client', () => {
  it('mints what the flags say', async () => {
    const claims = await claimsOf(
      ...['mint-client', '--incoming', 'alice', '--outgoing', 'AP1', '--param', 'ClientName=alice'],
      ...[
        '--param',
        'note=a=b & c',
        '--events',
        'Status=busy',
        'From=+1',
        '--ttl',
        '7200',
        '--nbf',
        String(NOW),
      ],
    )
    expect(claims).toMatchObject({ iss: 'AC1', exp: NOW + 7200, nbf: NOW })
    const scopes = claims.scope.split(' ').map((uri: string) => {
      const query = new URLSearchParams(uri.slice(uri.indexOf('?') + 1))
      const params = query.get('appParams') ?? query.get('params')
      return [uri.slice(0, uri.indexOf('?')), Object.fromEntries(new URLSearchParams(params ?? ''))]
    })
    expect(scopes).toEqual([
      ['scope:client:incoming', {}],
      ['scope:client:outgoing', { ClientName: 'alice', note: 'a=b & c' }],
      ['scope:stream:subscribe', { Status: 'busy', From: '+1' }],
    ])
  })

  it('takes events without filters, and an end of life', async () => {
    const claims = await claimsOf('mint-client', '--events', '--valid-until', String(NOW + 9))
    expect(claims).toMatchObject({
      exp: NOW + 9,
      scope: expect.stringMatching(/^scope:stream:subscribe\?path=/),
    })
    expect(claims.scope).not.toContain('params')
  })

  it('writes token and claims as JSON, and warns of a token without scopes', async () => {
    const { stdout, stderr } = await xtoken(['mint-client', '--json'])
    expect(JSON.parse(stdout)).toEqual({
      token: expect.any(String),
      claims: { scope: '', iss: 'AC1', exp: NOW + 3600, iat: NOW },
    })
    expect(stderr).toContain('no scope')
  })
})

describe('xtoken mint-taskrouter', () => {
  const policiesOf = ({ policies }: jsonwebtoken.JwtPayload) =>
    policies.map((policy: { allow: boolean; method: string; url: string }) =>
      [policy.allow ? 'allow' : 'deny', policy.method, policy.url].join(' '),
    )

  it('mints the token of a worker', async () => {
    const claims = await claimsOf(
      ...['mint-taskrouter', '--workspace', 'WS1', '--worker', 'WK1', '--friendly-name', 'Alice'],
      ...['--allow-update-activities', '--allow-update-reservations', '--ttl', '60'],
    )
    expect(claims).toMatchObject({ worker_sid: 'WK1', friendly_name: 'Alice', exp: NOW + 60 })
    expect(policiesOf(claims).slice(3)).toEqual([
      `allow GET ${WORKSPACE}/Activities`,
      `allow GET ${WORKSPACE}/Tasks/**`,
      `allow GET ${WORKSPACE}/Workers/WK1/Reservations/**`,
      `allow POST ${WORKSPACE}/Workers/WK1`,
      `allow POST ${WORKSPACE}/Tasks/**`,
      `allow POST ${WORKSPACE}/Workers/WK1/Reservations/**`,
    ])
  })

  it('mints the token of a named channel with every flag, and policies in both spellings', async () => {
    const policy = { url: `${WORKSPACE}/Tasks/**`, method: 'DELETE', allow: false }
    const claims = await claimsOf(
      ...['mint-taskrouter', '--workspace', 'WS1', '--channel', 'alice', '--api-version', 'v1'],
      ...['--allow-update-self', '--allow-delete-self', '--allow-fetch-subresources'],
      ...['--allow-update-subresources', '--allow-delete-subresources'],
      ...['--allow-web-sockets', 'bob', '--allow-web-sockets', 'carol'],
      ...['--policy', JSON.stringify(policy)],
      ...[
        '--policy',
        JSON.stringify({ ...policy, post_filter: { a: { required: true } }, query_filter: {} }),
      ],
      ...['--policy', JSON.stringify({ ...policy, queryFilter: { b: { required: false } } })],
    )
    const self = `${WORKSPACE}/Workers/alice`
    const socket = 'https://event-bridge.twilio.com/v1/wschannels/AC1'
    expect(policiesOf(claims)).toEqual([
      ...[`allow GET ${socket}/alice`, `allow POST ${socket}/alice`, `allow GET ${self}`],
      ...[`allow POST ${self}`, `allow DELETE ${self}`],
      ...[`allow GET ${self}/**`, `allow POST ${self}/**`, `allow DELETE ${self}/**`],
      ...[`allow GET ${socket}/bob`, `allow POST ${socket}/bob`],
      ...[`allow GET ${socket}/carol`, `allow POST ${socket}/carol`],
      ...Array(3).fill(`deny DELETE ${WORKSPACE}/Tasks/**`),
    ])
    expect(claims.policies.at(-2).post_filter).toEqual({ a: { required: true } })
    expect(claims.policies.at(-1).query_filter).toEqual({ b: { required: false } })
  })

  it('mints the tokens of a task queue and of the workspace', async () => {
    expect(await claimsOf('mint-taskrouter', '--workspace', 'WS1', '--task-queue', 'WQ1')).toMatchObject({
      taskqueue_sid: 'WQ1',
    })
    expect(await claimsOf('mint-taskrouter', '--workspace', 'WS1')).toMatchObject({ channel: 'WS1' })
  })

  it('writes token and claims as JSON', async () => {
    const { stdout } = await xtoken(['mint-taskrouter', '--workspace', 'WS1', '--json'])
    const { token, claims } = JSON.parse(stdout)
    expect(jsonwebtoken.verify(token, AUTH_TOKEN)).toEqual(claims)
  })
})

describe('a wrong call', () => {
  const taskrouter = ['mint-taskrouter', '--workspace', 'WS1']
  it.each([
    ['--incoming must not hold a space', ['mint-client', '--incoming', 'a b']],
    ['--outgoing must be the application SID', ['mint-client', '--outgoing', 'AC1']],
    ['--param needs --outgoing', ['mint-client', '--param', 'a=b']],
    ['name=value', ['mint-client', '--outgoing', 'AP1', '--param', 'a']],
    ['given twice', ['mint-client', '--outgoing', 'AP1', '--param', 'a=1', '--param', 'a=2']],
    ['--ttl must be a positive', ['mint-client', '--ttl', '86401']],
    ['not both', ['mint-client', '--ttl', '5', '--valid-until', String(NOW)]],
    ['--workspace', ['mint-taskrouter']],
    ['--workspace must be the workspace SID', ['mint-taskrouter', '--workspace', 'AC1']],
    ['--worker must be the worker SID', [...taskrouter, '--worker', 'WQ1']],
    ['--task-queue must be the task queue SID', [...taskrouter, '--task-queue', 'WK1']],
    ['--channel must be one segment', [...taskrouter, '--channel', '**']],
    ['--allow-web-sockets must be one segment', [...taskrouter, '--allow-web-sockets', '*']],
    ['one of', [...taskrouter, '--channel', 'alice', '--worker', 'WK1']],
    ['--allow-update-activities needs --worker', [...taskrouter, '--allow-update-activities']],
    ['JSON object', [...taskrouter, '--policy', 'GET https://x']],
    ['--policy: url must', [...taskrouter, '--policy', '{"method":"GET"}']],
    ['did you mean allow?', [...taskrouter, '--policy', '{"allowed":false}']],
    ['--friendly-name must be', [...taskrouter, '--friendly-name', '']],
    ['--api-version must be', [...taskrouter, '--api-version', '2']],
  ])('is told in terms of the command line: %s', async (told, args) => {
    const { code, stdout, stderr } = await xtoken(args)
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain(told)
    expect(stderr).not.toContain(AUTH_TOKEN)
  })

  it.each([['mint-client'], ['mint-taskrouter', '--workspace', 'WS1']])(
    '%s names credentials that are wrong',
    async (...args) => {
      expect((await xtoken(args, { TWILIO_API_KEY_SID: 'SK1' })).stderr).toContain(
        'set TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN',
      )
      const swapped = { TWILIO_ACCOUNT_SID: AUTH_TOKEN, TWILIO_AUTH_TOKEN: 'AC1' }
      const { code, stderr } = await xtoken(args, swapped)
      expect(code).toBe(2)
      expect(stderr).toContain('TWILIO_ACCOUNT_SID must be')
      expect(stderr).not.toContain(AUTH_TOKEN)
    },
  )

  it('demo needs no API key when only an auth token is there', async () => {
    const { code, stderr } = await xtoken(['demo'])
    expect(code).toBe(0)
    expect(stderr).toContain('Demo credentials')
  })
})

describe('xtoken inspect', () => {
  const inspect = async (token: string, ...flags: string[]) => {
    const { code, stdout } = await xtoken(['inspect', token, ...flags])
    expect(code).toBe(0)
    return stdout
  }

  it('shows scopes one by one, decoded as each official library writes them', async () => {
    const vectors: { id: string; token: string }[] = JSON.parse(
      readFileSync(new URL('../../../tools/testing/tokens.json', import.meta.url), 'utf8'),
    )
    for (const { token } of vectors.filter(({ id }) => id.endsWith('/cc-both'))) {
      const shown = await inspect(token)
      expect(shown).toMatch(/^kind {2}client capability token$/m)
      expect(shown).toMatch(/^ {2}\d client:incoming\n {4}clientName {2}alice$/m)
      expect(shown).toMatch(/^ {2}\d client:outgoing\n( {4}.*\n)*? {4}appSid {2}AP/m)
    }
    const { stdout } = await xtoken(['mint-client', '--outgoing', 'AP1', '--param', 'a&b==c +d%é'])
    expect(await inspect(stdout)).toContain(
      ['scopes', '  1 client:outgoing', '    appSid  AP1', '    appParams', '      a&b  =c +d%é'].join('\n'),
    )
    expect(JSON.parse(await inspect(stdout, '--json'))).toMatchObject({
      kind: 'client-capability',
      scopes: [{ kind: 'client:outgoing', params: { appSid: 'AP1', appParams: { 'a&b': '=c +d%é' } } }],
      payload: { scope: expect.any(String) },
    })
  })

  it('shows policies as a list', async () => {
    const { stdout } = await xtoken([
      ...['mint-taskrouter', '--workspace', 'WS1', '--worker', 'WK1', '--allow-update-activities'],
      ...[
        '--policy',
        `{"url":"${WORKSPACE}/Tasks/**","method":"POST","allow":false,"queryFilter":{"q":{"required":false}}}`,
      ],
    ])
    const shown = await inspect(stdout)
    expect(shown).toMatch(/^kind {2}TaskRouter capability token$/m)
    expect(shown).toContain(
      [
        `  6  allow GET ${WORKSPACE}/Workers/WK1/Reservations/**`,
        `  7  allow POST ${WORKSPACE}/Workers/WK1 (post ActivitySid required)`,
        `  8  deny POST ${WORKSPACE}/Tasks/** (query q optional)`,
      ].join('\n'),
    )
  })

  it('shows tokens that twilio-node made', async () => {
    const { TaskRouterCapability, util } = twilio.jwt.taskrouter
    const token = new TaskRouterCapability({
      ...{ accountSid: 'AC1', authToken: AUTH_TOKEN, workspaceSid: 'WS1', channelId: 'WK1' },
    })
    expect(await inspect(token.toJwt())).toMatch(/^policies\n {2}none/m)
    for (const policy of util.defaultWorkerPolicies('v1', 'WS1', 'WK1')) token.addPolicy(policy)
    expect(await inspect(token.toJwt())).toContain(`4  allow GET ${WORKSPACE}/Workers/WK1`)
  })

  it.each([
    ['scope:\u001b[2J:x?\u009b=\u202e', 'scope'],
    ['scope:client:incoming?clientName=%1b[2J%c2%9b', 'scope'],
    ['scope:client:incoming?clientName=%zz\u001b[2J', 'scope'],
    ['scope:\u001b[2J', 'scope'],
    [
      [{ url: '\u001b[2J', method: '\u009b', allow: '\u001b', post_filter: { '\u001b': '\u001b' } }],
      'policies',
    ],
    [['\u001b[2J', null, 5, { url: 5, '\u001b': 1 }], 'policies'],
  ])('never lets a claim drive the terminal: %j', async (value, claim) => {
    const shown = await inspect(jsonwebtoken.sign({ iss: 'AC1', [claim]: value }, 'k'))
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are looked for
    expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
    expect(shown).toMatch(/\\u00(1b|9b)/)
  })

  it('leaves a scope of somebody else among the claims', async () => {
    const shown = await inspect(jsonwebtoken.sign({ scope: 'openid email' }, 'k'))
    expect(shown).toContain('  scope  openid email')
    expect(shown).not.toContain('scopes')
  })
})
