import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { run } from '../src/program.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'command-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

const read = (path: string) => readFileSync(join(folder, path), 'utf8')

async function migrate(...args: string[]) {
  const [out, err, shown]: [string[], string[], string[]] = [[], [], []]
  const io = {
    write: (text: string) => void out.push(text),
    log: (text: string) => void err.push(text),
    progress: (text: string) => void shown.push(text),
  }
  const code = await run([folder, ...args], io)
  return { code, stdout: out.join('\n'), stderr: err.join('\n'), shown }
}

const MINT = `const { AccessToken } = require('twilio').jwt;
exports.mint = async (identity) => new AccessToken('AC1', 'SK1', 's', { identity }).toJwt();
`
const LEFT = `const { ValidationToken } = require('twilio').jwt
exports.sign = (options) => new ValidationToken(options)
`
const MANIFEST = '{\n  "dependencies": {\n    "twilio": "^5.0.0"\n  }\n}\n'

describe('--check', () => {
  it('ends with 1 where there is something to migrate, changes nothing and says what', async () => {
    write({ 'package.json': MANIFEST, 'a.js': MINT })
    const { code, stdout } = await migrate('--check')
    expect(code).toBe(1)
    expect(stdout).toBe('to migrate: a.js\nto migrate: package.json')
    expect([read('a.js'), read('package.json')]).toEqual([MINT, MANIFEST])
  })

  it('ends with 0 once it is migrated, and where all that is left stays', async () => {
    write({ 'package.json': MANIFEST, 'a.js': MINT, 'b.js': LEFT })
    expect((await migrate()).code).toBe(0)
    expect(await migrate('--check')).toMatchObject({ code: 0, stdout: '' })
  })
})

describe('--no-manifest', () => {
  it('leaves package.json and names what to install', async () => {
    write({ 'package.json': MANIFEST, 'a.js': MINT })
    const { stdout, stderr } = await migrate('--no-manifest')
    expect(stdout).toBe('migrated a.js')
    expect(read('package.json')).toBe(MANIFEST)
    expect(stderr).toContain('npm install @x/access-token')
    expect(stderr).toContain('npm uninstall twilio')
  })
})

describe('package.json', () => {
  it('loses twilio just where nothing needs it any more', async () => {
    const keeps: Record<string, string> = {
      rest: `${MINT}require('twilio')('AC1', 'x').messages\n`,
      stays: `${MINT}exports.grant = require('twilio').jwt.taskrouter\n`,
      mocked: MINT,
      functions: `${MINT}exports.handler = (context, event, callback) => callback(null, context.getTwilioClient())\n`,
      elsewhere: MINT,
      gone: `${MINT}// once: require('twilio')\n`,
    }
    for (const [name, text] of Object.entries(keeps))
      write({ [`${name}/package.json`]: MANIFEST, [`${name}/a.js`]: text })
    write({
      'mocked/__mocks__/twilio.js': 'module.exports = {}\n',
      'elsewhere/b.js': `jest.mock('twilio')\n`,
    })
    await migrate()
    const kept = Object.keys(keeps).filter((name) => /"twilio"/.test(read(`${name}/package.json`)))
    expect(kept).toEqual(['rest', 'stays', 'mocked', 'functions', 'elsewhere'])
    for (const name of Object.keys(keeps)) expect(read(`${name}/package.json`)).toContain('"@x/access-token"')
  })

  it('says so where it is no package.json that it can edit, and edits the others', async () => {
    write({
      'a/package.json': '{ "dependencies": ',
      'a/a.js': MINT,
      'b/package.json': MANIFEST,
      'b/b.js': MINT,
    })
    const { stdout, stderr } = await migrate()
    expect(stdout).toBe('migrated a/a.js\nmigrated b/b.js\nmigrated b/package.json')
    expect(stderr).toContain('The package.json that holds for a was not edited; it needs:\n  @x/access-token')
  })
})

describe('--json', () => {
  it('gives a summary on stdout alone', async () => {
    write({ 'package.json': MANIFEST, 'a.js': MINT, 'b.js': LEFT, 'c.js': 'exports.c = 1\n' })
    const { stdout } = await migrate('--json', '--dry-run')
    expect(JSON.parse(stdout)).toEqual({
      changed: ['a.js', 'package.json'],
      left: [{ path: 'b.js', line: 2, message: expect.stringContaining('createValidatingFetch') }],
      notes: [],
      surroundings: [],
      packages: [{ folder: '', add: ['@x/access-token'], remove: [] }],
      stillTwilio: ['b.js'],
      skipped: [],
      sources: { total: 3, read: 2 },
    })
    expect(read('a.js')).toBe(MINT)
  })
})

describe('what is said before', () => {
  it('is true of what the native packages need, and nothing else', async () => {
    const said = async (manifest: object, tsconfig = '{}') => {
      write({ 'package.json': JSON.stringify(manifest), 'tsconfig.json': tsconfig, 'a.ts': MINT })
      return JSON.parse((await migrate('--json', '--dry-run')).stdout).surroundings
    }
    expect(await said({ engines: { node: '>=18' } })).toEqual([expect.stringContaining('Node >=18')])
    expect(await said({ engines: { node: '>=20.19' } })).toEqual([])
    expect(await said({ devDependencies: { jest: '^26.6.0' } })).toEqual([expect.stringContaining('Jest 26')])
    // The built packages are tried with Jest 27 and with TypeScript's node10 in tools/end-to-end.
    expect(await said({ devDependencies: { jest: '^27.0.0', typescript: '~5.0.0' } })).toEqual([])
    expect(await said({ devDependencies: { typescript: '^4.9.0' } })).toEqual([
      expect.stringContaining('TypeScript 5.0'),
    ])
    const node10 = JSON.stringify({ compilerOptions: { module: 'commonjs', moduleResolution: 'node' } })
    expect(await said({}, node10)).toEqual([])
    expect(await said({}, '{"compilerOptions":{"moduleResolution":"classic"}}')).toEqual([
      expect.stringContaining('classic'),
    ])
  })

  it('names the lists of what is deployed with Functions, wherever they stand', async () => {
    write({
      'package.json': MANIFEST,
      'functions/a.js': MINT,
      'deploy/index.js': `client.deployProject({ pkgJson: {}, functions })\n`,
    })
    expect((await migrate('--dry-run')).stderr).toContain('deploy/index.js: pkgJson lists what is deployed')
  })
})

describe('a large tree', () => {
  const LINES = 'x'.repeat(60)
  /** Files that load each other, of which a few load what uses twilio. */
  const tree = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => {
        const loads =
          index % 50 === 49 ? `require('../tokens/mint')` : `require('./f${(index * 7 + 3) % 40}')`
        return [`src/f${index}.js`, `exports.f${index} = () => ${loads}.x // ${LINES}\n`]
      }),
    )

  it('is told of, and only files that can reach twilio, with what they load, are given to the compiler', async () => {
    write({
      ...tree(800),
      'tokens/mint.js': MINT,
      'tokens/part.js': `exports.part = require('../src/f799')\n`,
    })
    const { stdout, shown, stderr } = await migrate('--json', '--dry-run')
    const { sources, changed } = JSON.parse(stdout)
    expect(changed).toEqual(['tokens/mint.js'])
    expect(sources.total).toBe(802)
    // mint.js, the 16 files that load it, and part.js that loads one of them.
    expect(sources.read).toBe(18)
    expect(shown).toContain('800 sources read')
    expect(stderr).toContain('802 sources, of which 18 may have to do with twilio')
  })
})

describe('a folder with pipes in it', () => {
  it.each(['tsconfig.json', 'package.json', 'b.js'])('is read where %s is one', (name) => {
    write({ 'a.js': MINT })
    execFileSync('mkfifo', [join(folder, name)])
    // In a process of its own: to read a pipe would end neither by itself nor by this test's time.
    const command = fileURLToPath(new URL('../src/codemod.ts', import.meta.url))
    const { status, stdout } = spawnSync(
      process.execPath,
      ['--import', 'tsx', '--conditions=@x/source', command, folder, '--check'],
      {
        cwd: fileURLToPath(new URL('../../..', import.meta.url)),
        encoding: 'utf8',
        timeout: 100_000,
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
    expect([status, stdout]).toEqual([1, expect.stringContaining('to migrate: a.js')])
  })
})

describe('mocks', () => {
  it('are named where they stand in for what is another now, and only there', async () => {
    write({
      'package.json': MANIFEST,
      '__mocks__/twilio.js': 'module.exports = { jwt: { AccessToken: class {} } }\n',
      'src/mint.js': `const { AccessToken } = require('twilio').jwt
const mint = (identity) => new AccessToken('AC1', 'SK1', 's', { identity }).toJwt()
module.exports = { mint }
`,
      'src/sms.js': `exports.send = () => require('twilio')('AC1', 'x').messages.create({})\n`,
      'src/user.js': `const { mint } = require('./mint')
exports.handler = async (event) => ({ statusCode: 200, body: mint(event.identity) })
`,
      'test/sms.test.js': `jest.mock('twilio')\nrequire('../src/sms').send()\n`,
      'test/token.test.js': `jest.mock('twilio', () => ({ jwt: {} }))\nrequire('../src/user')\n`,
      'test/auto.test.js': `const user = require('../src/user')\njest.mock('twilio')\n`,
      'test/value.test.js': `jest.mock('../src/mint', () => ({ mint: jest.fn().mockReturnValue('t') }))\nrequire('../src/user')\n`,
      'test/spy.test.js': `const m = require('../src/mint')\njest.spyOn(m, 'mint').mockReturnValue('t')\n`,
      'test/made.test.js': `jest.mock('../src/mint', () => ({ mint: jest.fn(() => 't') }))\nrequire('../src/user')\n`,
      'test/good.test.js': `jest.mock('../src/mint', () => ({ mint: jest.fn().mockResolvedValue('t') }))\nrequire('../src/user')\n`,
      'test/sinon.test.js': `const m = require('../src/mint')\nsinon.stub(m, 'mint').returns('t')\n`,
    })
    const { changed, notes } = JSON.parse((await migrate('--json', '--dry-run')).stdout)
    expect(changed).toContain('src/user.js')
    const said = (notes as { path: string; line: number; message: string }[]).map(
      ({ path, line, message }) =>
        `${path}:${line} ${/stands? in for twilio|is mocked|mockResolvedValue/.exec(message)?.[0]}`,
    )
    expect(said).toEqual([
      '__mocks__/twilio.js:1 stands in for twilio',
      'test/auto.test.js:2 is mocked',
      'test/made.test.js:1 mockResolvedValue',
      'test/sinon.test.js:2 mockResolvedValue',
      'test/spy.test.js:2 mockResolvedValue',
      'test/token.test.js:1 is mocked',
      'test/value.test.js:1 mockResolvedValue',
    ])
  })
})

describe('--drop-in', () => {
  it('splits what a file loads, and leaves the rest of twilio where it is', async () => {
    const files: Record<string, readonly [before: string, after: string]> = {
      'named.ts': [
        `import { Twilio, jwt } from 'twilio'\nnew Twilio('AC1', 'x')\nnew jwt.AccessToken('a', 'b', 'c', { identity: 'd' })\n`,
        `import { Twilio } from 'twilio'\nimport { jwt } from '@x/twilio-compat'\nnew Twilio('AC1', 'x')\nnew jwt.AccessToken('a', 'b', 'c', { identity: 'd' })\n`,
      ],
      'default.mjs': [
        `import twilio, { jwt } from "twilio";\ntwilio('a'); new jwt.AccessToken();\n`,
        `import twilio from "twilio";\nimport { jwt } from "@x/twilio-compat";\ntwilio('a'); new jwt.AccessToken();\n`,
      ],
      'member.js': [
        `const twilio = require('twilio');\r\nconst AccessToken = twilio.jwt.AccessToken;\r\ntwilio('a');\r\n`,
        `const twilio = require('twilio');\r\nconst { jwt } = require('@x/twilio-compat');\r\nconst AccessToken = jwt.AccessToken;\r\ntwilio('a');\r\n`,
      ],
      'pattern.js': [
        `const { jwt: { ClientCapability }, Twilio } = require('twilio')\nnew Twilio(); new ClientCapability()\n`,
        `const { Twilio } = require('twilio')\nconst { jwt: { ClientCapability } } = require('@x/twilio-compat')\nnew Twilio(); new ClientCapability()\n`,
      ],
      'taken.js': [
        `const twilio = require('twilio')\nconst { jwt } = twilio\ntwilio.validateRequest(jwt)\n`,
        `const twilio = require('twilio')\nconst { jwt: twilioJwt } = require('@x/twilio-compat')\nconst { jwt } = { jwt: twilioJwt }\ntwilio.validateRequest(jwt)\n`,
      ],
      'alone.js': [
        `const T = require('twilio/lib/jwt/AccessToken')\nexports.t = [T, require('twilio').jwt]\n`,
        `const T = require('@x/twilio-compat/lib/jwt/AccessToken')\nexports.t = [T, require('@x/twilio-compat').jwt]\n`,
      ],
      'later.mjs': [
        `const twilio = await import('twilio')\ntwilio.jwt.AccessToken; twilio.Twilio\n`,
        `const twilio = await import('twilio')\nconst { jwt } = await import('@x/twilio-compat')\njwt.AccessToken; twilio.Twilio\n`,
      ],
      'function.js': [
        `exports.handler = (context, event, callback) => callback(null, new Twilio.Response(Twilio.jwt))\n`,
        `const { jwt } = require('@x/twilio-compat')\n\nexports.handler = (context, event, callback) => callback(null, new Twilio.Response(jwt))\n`,
      ],
      'rest.js': [`require('twilio')('AC1', 'x')\n`, `require('twilio')('AC1', 'x')\n`],
    }
    write({ 'package.json': MANIFEST })
    write(Object.fromEntries(Object.entries(files).map(([path, [before]]) => [path, before])))
    const { stderr } = await migrate('--drop-in')
    for (const [path, [, after]] of Object.entries(files)) expect(read(path), stderr).toBe(after)
    expect(read('package.json')).toMatch(/"@x\/twilio-compat": "\^[\d.]+",\n {4}"twilio"/)
    expect((await migrate('--drop-in')).stdout).toBe('')
  })

  it('takes the door of the version that the app has', async () => {
    const door = async (range: string) => {
      write({
        'package.json': MANIFEST.replace('^5.0.0', range),
        'a.js': MINT,
        'b.js': `exports.V = require('twilio/lib/jwt/validation/ValidationToken')\n`,
      })
      await migrate('--drop-in', '--no-manifest')
      return [/require\('(.*?)'\)/.exec(read('a.js'))?.[1], /require\('(.*?)'\)/.exec(read('b.js'))?.[1]]
    }
    const file = 'lib/jwt/validation/ValidationToken'
    expect(await door('~3.71.0')).toEqual(['@x/twilio-compat/v3', `twilio/${file}`])
    for (const range of ['4.23.0', '^5.0.0', '^6.2.0', 'latest'])
      expect(await door(range)).toEqual(['@x/twilio-compat', `@x/twilio-compat/${file}`])
    expect(await door('^2.11.1')).toEqual(['twilio', `twilio/${file}`])
  })

  it('is a step on the way: what it wrote is migrated as twilio itself would be, and goes from package.json', async () => {
    write({
      'package.json': MANIFEST,
      'a.js': MINT,
      'b.mjs': `import { jwt, Twilio } from 'twilio'\nnew Twilio('AC1', 'x')\nexport const b = async () => new jwt.AccessToken('AC1', 'SK1', 's', { identity: 'b' }).toJwt()\n`,
    })
    await migrate('--drop-in')
    expect(read('a.js')).toContain(`require('@x/twilio-compat')`)
    await migrate()
    expect(read('a.js')).toContain(`require('@x/access-token')`)
    expect(read('b.mjs')).toBe(
      `import { Twilio } from 'twilio'\nimport { AccessToken } from '@x/access-token'\nnew Twilio('AC1', 'x')\nexport const b = async () => await new AccessToken('AC1', 'SK1', 's', { identity: 'b' }).toJwt()\n`,
    )
    expect(Object.keys(JSON.parse(read('package.json')).dependencies)).toEqual(['@x/access-token', 'twilio'])
  })
})

describe('Deno', () => {
  it('gets imports in its own form', async () => {
    write({
      'deno.json': '{}',
      'a.ts': `import { jwt } from 'npm:twilio@5.2.1'\nDeno.serve(() => new Response(new jwt.AccessToken('AC1', 'SK1', 's', { identity: 'a' }).toJwt()))\n`,
    })
    const { stderr } = await migrate()
    expect(read('a.ts')).toMatch(
      /^import \{ AccessToken \} from 'npm:@x\/access-token@\^[\d.]+'\nDeno\.serve\(async \(\) => new Response\(await /,
    )
    expect(stderr).not.toContain('install')
  })

  it('is told where twilio comes by a URL', async () => {
    write({
      'a.ts': `import twilio from 'https://esm.sh/twilio@5'\nnew twilio.jwt.AccessToken('a', 'b', 'c', { identity: 'd' })\n`,
    })
    expect((await migrate()).stderr).toContain('a.ts: it loads twilio by a URL')
  })
})

describe('reasons', () => {
  it('are true', async () => {
    const make = `const { AccessToken } = require('twilio').jwt\n`
    const mint = `exports.mint = async (identity) => { const t = new AccessToken('AC1', 'SK1', 's', { identity })`
    write({
      'braces.js': `${make}${mint}; if (identity) t.ttl = 60; return t.toJwt() }\n`,
      'and.js': `${make}${mint}; identity && (t.ttl = 60); return t.toJwt() }\n`,
      'used.js': `${make}${mint}; const ttl = (t.ttl = 60); return [ttl, t.toJwt()] }\n`,
      'json.js': `${make}const data = require('./tokens.json')\n${mint}; return [data.AccessToken, t.toJwt()] }\n`,
      'tokens.json': '{ "AccessToken": "x" }',
      'client.ts': `import twilio from 'twilio'\ntype C = ReturnType<typeof twilio>\nexport const client = (): C => twilio('AC1', 'x')\nexport const mint = async () => new twilio.jwt.AccessToken('AC1', 'SK1', 's', { identity: 'a' }).toJwt()\n`,
      'doc.js': `${make}/** @returns {AccessToken} */\nconst make = () => new AccessToken('AC1', 'SK1', 's', { identity: 'a' })\nexports.mint = async () => make().toJwt()\n`,
      'or.js': `const { AccessToken } = require('twilio').jwt || {}\n${mint}; return t.toJwt() }\n`,
      'socket.js': `const { TaskRouterCapability } = require('twilio').jwt.taskrouter
exports.mint = () => {
  const t = new TaskRouterCapability({ accountSid: 'AC1', authToken: 'x', workspaceSid: 'WS1', channelId: 'WK1' })
  t.addPolicy(new TaskRouterCapability.Policy({ url: 'https://event-bridge.twilio.com/v1/wschannels/AC1/WK1', method: 'POST' }))
  return t.toJwt()
}
`,
      'top.js': `var twilio = require('twilio')\nvar t = new twilio.jwt.AccessToken('AC1', 'SK1', 's')\nt.identity = 'a'\nconsole.log(t.toJwt())\n`,
    })
    const { changed, left } = JSON.parse((await migrate('--json', '--dry-run')).stdout)
    expect(changed).toEqual(['client.ts', 'doc.js', 'json.js', 'or.js', 'top.js'])
    const reasons = (left as { path: string; message: string }[]).map(
      ({ path, message }) => `${path} ${message.split(', since ').at(-1)?.slice(0, 40)}`,
    )
    expect(reasons).toEqual([
      'and.js it happens only sometimes',
      'braces.js it happens only sometimes',
      'socket.js its tokens say when they were made (iat)',
      'socket.js it goes with TaskRouterCapability, whose',
      'used.js its result is used',
    ])
  })
})
