import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import jsonwebtoken from 'jsonwebtoken'
import { afterAll, describe, expect, it } from 'vitest'

// Every example of the guide is run on the built packages: before, after step one, and after step two.

const codemod = new URL('../../packages/codemod/dist/codemod.js', import.meta.url).pathname
const compat = new URL('../../packages/twilio-compat/', import.meta.url).pathname
const guide = readFileSync(new URL('../../docs/migrating-from-twilio.md', import.meta.url), 'utf8')

const folder = mkdtempSync(join(compat, 'node_modules/.guide-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})
const ID = 'a'.repeat(32)
const env = {
  ACCOUNT_SID: `AC${ID}`,
  API_KEY: `SK${ID}`,
  API_SECRET: 'an api secret',
  AUTH_TOKEN: 'an auth token',
  APPLICATION_SID: `AP${ID}`,
  CHAT_SERVICE_SID: `IS${ID}`,
  SYNC_SERVICE_SID: `IS${ID}`,
  WORKSPACE_SID: `WS${ID}`,
  WORKER_SID: `WK${ID}`,
  CREDENTIAL_SID: `CR${ID}`,
  PRIVATE_KEY: privateKey,
}

/** Calls whatever an example exports, in the way its platform does. */
const CALL = `
const request = new Request('http://localhost/token?identity=alice')
async function call(example) {
  const entry = example.default ?? example
  if (example.createToken) return example.createToken('alice')
  if (example.GET) return (await example.GET(request)).text()
  if (example.handler) return (await example.handler({ queryStringParameters: { identity: 'alice' } })).body
  if (entry.fetch) return (await entry.fetch(request, process.env)).text()
  const server = entry.listen(0)
  const text = await (await fetch('http://localhost:' + server.address().port + '/token?identity=alice')).text()
  server.close()
  return text
}
import(process.argv[1]).then(call).then((text) => console.log(text))
`

let count = 0
function run(code: string): { header: object; claims: Record<string, unknown> } {
  const file = join(folder, `${count++}.${/^(const .* = require|exports)/m.test(code) ? 'cjs' : 'mjs'}`)
  writeFileSync(file, code)
  const clock = join(compat, 'test/apps/frozen_clock.cjs')
  const text = execFileSync(process.execPath, ['--require', clock, '-e', CALL, file], {
    encoding: 'utf8',
    env,
  })
  const token = /eyJ[\w-]+\.[\w-]+\.[\w-]+/.exec(text)?.[0] as string
  const { header, payload } = jsonwebtoken.decode(token, { complete: true }) as jsonwebtoken.Jwt
  const keys = { HS256: [env.API_SECRET, env.AUTH_TOKEN], RS256: [publicKey] }[
    header.alg as 'HS256' | 'RS256'
  ]
  const signed = keys.some((key) => {
    try {
      return jsonwebtoken.verify(token, key, { ignoreExpiration: true }) !== undefined
    } catch {
      return false
    }
  })
  expect(signed).toBe(true)
  return { header, claims: payload as Record<string, unknown> }
}

const sections = guide.split(/^#{2,3} /m).flatMap((section) => {
  const examples = [...section.matchAll(/```js\n([\s\S]*?)```/g)].map(([, code]) => code as string)
  return examples.length === 0 ? [] : [{ title: section.split('\n')[0] as string, examples }]
})

/** The package.json of an app of each kind that the guide has commands for. */
const KINDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'Twilio Functions': { '@twilio/runtime-handler': '1.3.0', twilio: '^5.0.0' },
  Express: { express: '^4.21.0', twilio: '^5.0.0' },
  'Next.js': { next: '^15.0.0', twilio: '^5.0.0' },
  NestJS: { '@nestjs/common': '^11.0.0', '@nestjs/config': '^4.0.0', twilio: '^5.0.0' },
  'twilio 3.x': { express: '^4.21.0', twilio: '^3.84.0' },
}

/** What the guide says to run for each kind of app, and what becomes of which file. */
const kinds = [
  ...guide.matchAll(/^### (.*)\n(?:(?!^#)[\s\S])*?```sh\n([\s\S]*?)```((?:(?!^##)[\s\S])*)/gm),
].flatMap(([, title = '', commands = '', rest = '']) => {
  const files = [...rest.matchAll(/```diff\n \/\/ (\S+)\n([\s\S]*?)```/g)].map(([, path = '', diff = '']) => {
    const side = (sign: string) =>
      diff
        .split(/(?<=\n)/)
        .filter((line) => line.startsWith(' ') || line.startsWith(sign))
        .map((line) => line.slice(1))
        .join('')
    return { path, before: side('-'), after: side('+') }
  })
  return files.length === 0 ? [] : [{ title, commands: commands.trim().split('\n'), files }]
})

/** What the native packages write otherwise, as the guide says. */
const OTHERWISE: Readonly<Record<string, readonly string[]>> = {
  'TaskRouter capability tokens': ['friendly_name', 'policies', 'iat'],
}

describe('the migration guide, by what one has', () => {
  it('has two commands for each kind of app', () => {
    expect(kinds.map(({ title }) => title)).toEqual(Object.keys(KINDS))
    for (const { commands } of kinds) expect(commands).toHaveLength(2)
  })

  it.each(kinds)(
    'gives what it shows: $title',
    ({ title, commands, files }) => {
      const app = mkdtempSync(join(folder, 'app-'))
      const manifest = `${JSON.stringify({ dependencies: KINDS[title] }, null, 2)}\n`
      writeFileSync(join(app, 'package.json'), manifest)
      for (const { path, before } of files) {
        mkdirSync(dirname(join(app, path)), { recursive: true })
        writeFileSync(join(app, path), before)
      }
      const read = () => files.map(({ path }) => readFileSync(join(app, path), 'utf8'))
      const [look, go] = commands.map((command) => {
        const [npx, name, ...args] = command.split(' ')
        expect([npx, name]).toEqual(['npx', '@x/codemod'])
        return () =>
          execFileSync(process.execPath, [codemod, ...args], {
            cwd: app,
            encoding: 'utf8',
            stdio: ['ignore', 'pipe', 'ignore'],
          })
      })
      const patch = look?.() ?? ''
      for (const { path } of files) expect(patch).toContain(`/${path}\n`)
      expect(read()).toEqual(files.map(({ before }) => before))
      go?.()
      expect(read()).toEqual(files.map(({ after }) => after))
      expect(readFileSync(join(app, 'package.json'), 'utf8')).not.toBe(manifest)
    },
    600_000,
  )
})

describe('the migration guide', () => {
  it('shows each token and each runtime', () => {
    expect(sections.map(({ title }) => title)).toEqual([
      ...['Access tokens', 'Client capability tokens', 'TaskRouter capability tokens', 'Signed requests'],
      ...['Node', 'Express', 'Next.js', 'Cloudflare Workers', 'Lambda'],
    ])
  })

  it.each(sections)('keeps the token through both steps: $title', ({ title, examples }) => {
    expect(examples).toHaveLength(2)
    const [before = '', after = ''] = examples
    const token = run(before)
    expect(run(before.replace("'twilio'", "'@x/twilio-compat'"))).toEqual(token)
    const moved = run(after)
    expect(moved.header).toEqual(token.header)
    for (const claim of OTHERWISE[title] ?? []) {
      delete token.claims[claim]
      delete moved.claims[claim]
    }
    expect(moved.claims).toEqual(token.claims)
  })

  it('mixes grants of either package with tokens of the other, as it says', () => {
    const example = (AccessToken: string, VideoGrant: string) => `
const { jwt } = require('@x/twilio-compat')
const native = { ...require('@x/access-token'), ...require('@x/grants-video') }
exports.createToken = async (identity) => {
  const { ACCOUNT_SID, API_KEY, API_SECRET } = process.env
  const token = new ${AccessToken}(ACCOUNT_SID, API_KEY, API_SECRET, { identity })
  token.addGrant(new ${VideoGrant}({ room: 'daily' }))
  return token.toJwt()
}`
    const native = run(example('native.AccessToken', 'native.VideoGrant'))
    expect(run(example('native.AccessToken', 'jwt.AccessToken.VideoGrant'))).toEqual(native)
    expect(run(example('jwt.AccessToken', 'native.VideoGrant'))).toEqual(native)
  })
})
