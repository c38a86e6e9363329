import { execFileSync } from 'node:child_process'
import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AccessToken } from '@x/access-token'
import { VideoGrant } from '@x/grants-video'
import { Jwt, signCompact, verifyCompact } from '@x/jwt-core'
import { expect, it } from 'vitest'
import { diagnose, FINDINGS, JWT_ERRORS } from '../src/index.ts'
import { readCases } from './all_cases.ts'
import { AC, access, good, NOW, SECRET, SK } from './forge.ts'

// No finding tells of a step that fails: each piece of code in a mend is run here, as it stands there, and so is each
// command of an error message. One that nobody runs fails.

/** What a mend says of names and values: a claim, an option, a kind of SID, JSON, a character. */
const NAME =
  /^(?:[\w.…-]+|"[^"]*"|[+/;=%]|%\d\d|\{.*\}|<[\w ]+>-<[\w ]+>|[\w;]+;[\w;]+|https:\/\/\S+|twilio-\w+;v=1|[a-z]+:[a-z]+)$/

/** What pieces of code stand on, and what running them must give. */
const ASYNC = Object.getPrototypeOf(async () => {}).constructor as new (
  ...args: string[]
) => (...args: unknown[]) => Promise<unknown>

function run(code: string, scope: Readonly<Record<string, unknown>>): Promise<unknown> {
  return new ASYNC(...Object.keys(scope), code)(...Object.values(scope))
}

const made = () => new AccessToken(AC, SK, SECRET, { identity: 'alice' }).addGrant(new VideoGrant())
const seconds = () => Math.floor(Date.now() / 1000)

const RUNS: Readonly<Record<string, () => unknown>> = {
  '.trim()': async () => expect(await run(`return text.trim()`, { text: ' a\n' })).toBe('a'),
  'Date.now()': async () => expect(await run('return Date.now()', {})).toBeGreaterThan(NOW * 1000),
  'Math.floor(Date.now() / 1000)': async () =>
    expect(
      Math.abs(((await run('return Math.floor(Date.now() / 1000)', {})) as number) - seconds()),
    ).toBeLessThan(5),
  'Math.floor(Date.now() / 1000) + 3600': async () => {
    const exp = await run('return Math.floor(Date.now() / 1000) + 3600', {})
    const token = access({ iat: seconds(), exp })
    expect((await diagnose(token, { secret: SECRET })).ok).toBe(true)
  },
  'const jwt = await token.toJwt()': async () => {
    const jwt = await run('const jwt = await token.toJwt(); return jwt', { token: made() })
    expect((await diagnose(jwt, { secret: SECRET })).ok).toBe(true)
  },
  'toJwt()': async () => expect(await run('return token.toJwt()', { token: made() })).toMatch(/^eyJ/),
  'new TextDecoder().decode(token)': async () =>
    expect(
      await run('return new TextDecoder().decode(token)', { token: new TextEncoder().encode(good) }),
    ).toBe(good),
  'new AccessToken(accountSid, apiKeySid, apiKeySecret)': async () => {
    const scope = { AccessToken, accountSid: AC, apiKeySid: SK, apiKeySecret: SECRET }
    const token = await run('return new AccessToken(accountSid, apiKeySid, apiKeySecret).toJwt()', scope)
    expect((await diagnose(token, { secret: SECRET })).ok).toBe(true)
  },
  'new AccessToken': async () =>
    expect(
      await run('return new AccessToken(a, k, s)', { AccessToken, a: AC, k: SK, s: SECRET }),
    ).toBeTruthy(),
  'diagnose(token)': async () =>
    expect(await run('return diagnose(token)', { diagnose, token: 'hello' })).toMatchObject({ ok: false }),
  'diagnose(token, { secret })': async () =>
    expect(
      await run('return diagnose(token, { secret })', { diagnose, token: 'hello', secret: SECRET }),
    ).toMatchObject({
      ok: false,
    }),
  'ttl: 3600': async () =>
    expect(
      await run('return new AccessToken(a, k, s, { ttl: 3600 })', { AccessToken, a: AC, k: SK, s: SECRET }),
    ).toBeTruthy(),
  'strictSecretLength: true': async () => {
    const refused = run('return Jwt.decode(token, "short", { strictSecretLength: true })', {
      Jwt,
      token: access({}, {}, 'short'),
    })
    await expect(refused).rejects.toMatchObject({ code: 'ERR_KEY_INVALID' })
  },
  'findTokens(text)': async () => {
    const { findTokens } = await import('../src/index.ts')
    expect(await run('return findTokens(text)', { findTokens, text: `${good} ${good}` })).toHaveLength(2)
  },
}

/** A call of React Native's polyfill, which is a native module and cannot be loaded here. */
const ELSEWHERE = ['install()']

function codeIn(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, code]) => code as string)
}

/** Code that stands bare in a fix: it goes on to the end of the sentence. */
const BARE = /(?:: )((?:const jwt = )?(?:await |new )[^.]*(?:\.\w+\([^)]*\))+)|(findTokens\(text\))/

it('each piece of code in a mend is run by a test', async () => {
  const texts = Object.values({ ...FINDINGS, ...JWT_ERRORS }).map(({ mend }) => mend)
  for (const cases of (await readCases()).values())
    for (const { token, options } of cases) {
      const { findings } = await diagnose(token, { secret: SECRET, now: NOW, ...options })
      texts.push(...findings.map(({ fix }) => fix))
    }
  const pieces = new Set(texts.flatMap(codeIn))
  for (const text of texts) {
    const [, code, other] = BARE.exec(text) ?? []
    if (code ?? other) pieces.add((code ?? other) as string)
  }
  const code = [...pieces].filter((piece) => !NAME.test(piece) && !ELSEWHERE.includes(piece))
  expect(code.filter((piece) => !Object.hasOwn(RUNS, piece))).toEqual([])
  expect(code).toContain('const jwt = await token.toJwt()')
  for (const piece of code) await RUNS[piece]?.()
})

const COMMAND = /((?:openssl|ssh-keygen|npx|npm (?:i|install|run|exec)|pnpm|xtoken|curl) [^'`\n]+)['`]/g

/** The commands of messages of the libraries; those of the command's own help are run by its tests. */
function commandsOfMessages(): Set<string> {
  const packages = new URL('../../', import.meta.url)
  const commands = new Set<string>()
  for (const name of readdirSync(packages)) {
    if (name === 'cli' || name === 'codemod') continue
    const src = new URL(`${name}/src/`, packages)
    let files: string[] = []
    try {
      files = readdirSync(src, { recursive: true, encoding: 'utf8' })
    } catch {
      continue
    }
    for (const file of files.filter((each) => each.endsWith('.ts') && !each.endsWith('.cases.ts')))
      for (const line of readFileSync(new URL(file, src), 'utf8').split('\n'))
        if (!/^\s*(?:\*|\/[/*])/.test(line))
          for (const [, command] of line.matchAll(COMMAND)) commands.add(command as string)
  }
  return commands
}

type Made = 'RS256' | 'ES256' | 'Ed25519'

/** Each command, on a key that the message is about, and the algorithm and file of what it gives. */
const COMMANDS: Readonly<Record<string, { key?: () => string; gives: string; alg: Made }>> = {
  'openssl pkcs8 -topk8 -nocrypt -in key.pem -out pkcs8.pem': {
    key: () =>
      generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
        type: 'sec1',
        format: 'pem',
      }) as string,
    gives: 'pkcs8.pem',
    alg: 'ES256',
  },
  'ssh-keygen -p -m PKCS8 -N "" -f key.pem': {
    key: () => '',
    gives: 'key.pem',
    alg: 'RS256',
  },
  'openssl genpkey -algorithm ed25519 -out key.pem': { gives: 'key.pem', alg: 'Ed25519' },
}

/** Those that write a public key to stdout, of the files that ssh-keygen makes. */
const WRITE_PUBLIC = ['openssl pkey -in key.pem -pubout', 'ssh-keygen -e -m PKCS8 -f key.pub']

it('each command in a message that gives a public key gives one that verifies', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mends-'))
  const options = { cwd: folder, stdio: 'pipe', encoding: 'utf8' } as const
  try {
    const pem = ['-m', 'PKCS8']
    const make = ['-q', '-t', 'rsa', '-b', '2048', ...pem, '-N', '', '-f', 'key.pem']
    execFileSync('ssh-keygen', make, options)
    writeFileSync(join(folder, 'key.pub'), readFileSync(join(folder, 'key.pem.pub')))
    const ours = readFileSync(join(folder, 'key.pem'), 'utf8')
    const token = await signCompact({ alg: 'RS256', typ: 'JWT' }, new TextEncoder().encode('{}'), ours)
    for (const command of WRITE_PUBLIC)
      await expect(verifyCompact(token, execFileSync('sh', ['-c', command], options))).resolves.toBeTruthy()
  } finally {
    rmSync(folder, { recursive: true })
  }
})

it('each command in a message is run by a test, and gives a key that signs', async () => {
  const commands = commandsOfMessages()
  expect([...commands].sort()).toEqual([...Object.keys(COMMANDS), ...WRITE_PUBLIC].sort())
  for (const command of Object.keys(COMMANDS)) {
    const { key, gives, alg } = COMMANDS[command] as (typeof COMMANDS)[string]
    const folder = mkdtempSync(join(tmpdir(), 'mends-'))
    try {
      const options = { cwd: folder, stdio: 'pipe' } as const
      const pem = key?.()
      if (pem) writeFileSync(join(folder, 'key.pem'), pem, { mode: 0o600 })
      else if (pem === '')
        execFileSync('ssh-keygen', ['-q', '-t', 'rsa', '-b', '2048', '-N', '', '-f', 'key.pem'], options)
      execFileSync('sh', ['-c', command], options)
      const made = readFileSync(join(folder, gives), 'utf8')
      const token = await signCompact({ alg, typ: 'JWT' }, new TextEncoder().encode('{}'), made)
      const ours = createPublicKey(made).export({ type: 'spki', format: 'pem' }) as string
      await expect(verifyCompact(token, ours), command).resolves.toBeTruthy()
    } finally {
      rmSync(folder, { recursive: true })
    }
  }
})
