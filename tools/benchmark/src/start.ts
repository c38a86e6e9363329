import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { promisify } from 'node:util'
import { PACKAGE_FOLDER, runNode } from './child.ts'
import { ACCOUNT_SID, KEY_SID, SECRET } from './fixture.ts'
import { installSize } from './install_size.ts'
import { type Spread, spread } from './statistics.ts'

/** What it costs to have a library in a process, by way of `require` or `import`. */
export interface StartResult {
  readonly name: string
  readonly format: 'require' | 'import'
  /** Milliseconds for loading the library, in a fresh process. */
  readonly load: Spread
  /** Milliseconds for loading it and signing the first token, so that what is loaded late counts as well. */
  readonly firstToken: Spread
  /** Milliseconds from start to end of the whole process, Node included. */
  readonly process: Spread
  /** Megabytes (1,000,000 bytes) of memory the process holds once the token is signed. */
  readonly residentMegabytes: Spread
  /** Megabytes on the heap then, after garbage collection. */
  readonly heapMegabytes: Spread
}

interface Starter {
  readonly name: string
  /** What is installed. */
  readonly packages: readonly string[]
  /** Loads; `$(name)` stands for the module. */
  readonly load: string
  /** Signs a token; may await. */
  readonly use: string
}

/** An empty process, to compare with. */
export const NOTHING = 'Node alone'
/** The row the target speaks of. */
export const OURS_AT_START = 'ours: access token + video grant'

const strings = [ACCOUNT_SID, KEY_SID, SECRET].map((text) => `'${text}'`).join(', ')
const claims = `{ iss: '${KEY_SID}', sub: '${ACCOUNT_SID}', exp: Math.floor(Date.now() / 1000) + 3600, grants: {} }`

const STARTERS: readonly Starter[] = [
  { name: NOTHING, packages: [], load: '', use: '' },
  {
    name: OURS_AT_START,
    packages: ['@x/access-token', '@x/grants-video'],
    load: "const { AccessToken } = $('@x/access-token'), { VideoGrant } = $('@x/grants-video')",
    use: `new AccessToken(${strings}, { identity: 'a' }).addGrant(new VideoGrant({ room: 'r' })).toJwtSync()`,
  },
  {
    name: 'twilio',
    packages: ['twilio'],
    load: "const twilio = $('twilio')",
    use: `const { AccessToken } = (twilio.default ?? twilio).jwt
const token = new AccessToken(${strings}, { identity: 'a' })
token.addGrant(new AccessToken.VideoGrant({ room: 'r' }))
token.toJwt()`,
  },
  {
    name: 'jose',
    packages: ['jose'],
    load: "const { SignJWT } = $('jose')",
    use: `await new SignJWT(${claims}).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.from('${SECRET}'))`,
  },
  {
    name: 'jsonwebtoken',
    packages: ['jsonwebtoken'],
    load: "const jsonwebtoken = $('jsonwebtoken')",
    use: `(jsonwebtoken.default ?? jsonwebtoken).sign(${claims}, '${SECRET}')`,
  },
  {
    name: 'fast-jwt',
    packages: ['fast-jwt'],
    load: "const { createSigner } = $('fast-jwt')",
    use: `createSigner({ key: '${SECRET}' })(${claims})`,
  },
  {
    name: 'livekit-server-sdk',
    packages: ['livekit-server-sdk'],
    load: "const { AccessToken } = $('livekit-server-sdk')",
    use: `const token = new AccessToken('${KEY_SID}', '${SECRET}', { identity: 'a' })
token.addGrant({ roomJoin: true, room: 'r' })
await token.toJwt()`,
  },
]

function script({ load, use }: Starter, format: 'require' | 'import'): string[] {
  const code = `const begun = performance.now()
${load.replaceAll('$(', format === 'require' ? 'require(' : 'await import(')}
const loaded = performance.now()
async function use() { ${use} }
use().then(() => {
  const used = performance.now()
  const resident = process.memoryUsage().rss / 1e6
  // Switched on only now: with the flag at start, V8 throws away Node's own code cache, which costs each library 7 ms.
  process.getBuiltinModule('node:v8').setFlagsFromString('--expose-gc')
  process.getBuiltinModule('node:vm').runInNewContext('gc')()
  const heap = process.memoryUsage().heapUsed / 1e6
  console.log(JSON.stringify({ load: loaded - begun, firstToken: used - begun, resident, heap }))
})`
  return [`--input-type=${format === 'require' ? 'commonjs' : 'module'}`, '-e', code]
}

type Measured = Record<'load' | 'firstToken' | 'resident' | 'heap' | 'process', number>

/** Starts a process for each library and format, `runs` times, the libraries in turn. */
export async function measureStart(runs: number): Promise<StartResult[]> {
  const all = STARTERS.flatMap((starter) =>
    (['require', 'import'] as const).map((format) => ({ starter, format, found: [] as Measured[] })),
  )
  // One round more than counts, for the disk's cache.
  for (let run = 0; run <= runs; run++)
    for (const { starter, format, found } of all) {
      const begun = performance.now()
      const measured = await runNode<Omit<Measured, 'process'>>(script(starter, format))
      if (run > 0) found.push({ ...measured, process: performance.now() - begun })
    }
  return all.map(({ starter, format, found }) => {
    const of = (key: keyof Measured) => spread(found.map((measured) => measured[key]))
    return {
      ...{ name: starter.name, format, load: of('load'), firstToken: of('firstToken') },
      ...{ process: of('process'), residentMegabytes: of('resident'), heapMegabytes: of('heap') },
    }
  })
}

/** What a command takes, from its start to its end. */
export interface CommandResult {
  readonly name: string
  /** Milliseconds beside those of Node alone in the same round. */
  readonly besideNode: Spread
}

const XTOKEN = join(PACKAGE_FOLDER, '../../packages/cli/dist/xtoken.js')
const ENVIRONMENT = {
  ...{ TWILIO_ACCOUNT_SID: ACCOUNT_SID, TWILIO_API_KEY_SID: KEY_SID, TWILIO_API_KEY_SECRET: SECRET },
  ...{ PATH: process.env.PATH, NO_COLOR: '1' },
}

/** Runs a command in a process of its own; gives what it wrote and how long it took, in milliseconds. */
async function time(args: readonly string[]): Promise<{ readonly stdout: string; readonly took: number }> {
  const begun = performance.now()
  const { stdout } = await promisify(execFile)(process.execPath, [...args], {
    cwd: PACKAGE_FOLDER,
    env: ENVIRONMENT,
  })
  return { stdout, took: performance.now() - begun }
}

/** What `xtoken mint` and `xtoken doctor` take beside an empty Node, `runs` times in turn. */
export async function measureCommands(runs: number): Promise<CommandResult[]> {
  const mint = [XTOKEN, 'mint', '--identity', 'alice', '--video', 'daily']
  const { stdout } = await time(mint)
  const commands = { 'xtoken mint': mint, 'xtoken doctor': [XTOKEN, 'doctor', stdout.trim()] }
  const found = new Map<string, number[]>(Object.keys(commands).map((name) => [name, []]))
  for (let run = 0; run <= runs; run++) {
    const { took: alone } = await time(['-e', ''])
    for (const [name, args] of Object.entries(commands)) {
      const { took } = await time(args)
      // One round more than counts, for the disk's cache.
      if (run > 0) found.get(name)?.push(took - alone)
    }
  }
  return [...found].map(([name, all]) => ({ name, besideNode: spread(all) }))
}

/** What an install of a library puts on the disk. */
export interface InstallResult {
  readonly name: string
  /** The packages, its own and those it needs. */
  readonly packages: number
  readonly files: number
  readonly kilobytes: number
}

/** What an install of each library puts on the disk, dependencies and all. */
export function measureInstall(): InstallResult[] {
  return STARTERS.filter(({ packages }) => packages.length > 0).map(({ name, packages }) => ({
    name,
    ...installSize(packages),
  }))
}
