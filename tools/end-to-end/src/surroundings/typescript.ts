import { join } from 'node:path'
import ts from 'typescript'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import { ours, scope } from '../context.ts'
import { run } from '../run.ts'
import { linkAlone, problemsOf, valuesByType } from './each_alone.ts'
import { type EveryExport, readEveryExport, writeEveryExport } from './every_export.ts'
import { createProject, type Project } from './project.ts'
import { note } from './rows.ts'

const VERSIONS = { 'ts-5.0': '5.0', 'ts-5.9': '5.9', 'ts-6': '6', 'ts-7': '7' } as const

interface Setting {
  readonly name: string
  readonly file: string
  readonly options: Readonly<Record<string, unknown>>
  /** The first and the last major that has it. */
  readonly from?: number
  readonly until?: number
}

const SETTINGS: readonly Setting[] = [
  {
    name: '`commonjs` with `node10`',
    file: 'app.ts',
    options: { module: 'commonjs', moduleResolution: 'node' },
    until: 5,
  },
  {
    name: '`commonjs` with `node10`, as deprecated',
    file: 'app.ts',
    options: { module: 'commonjs', moduleResolution: 'node10', ignoreDeprecations: '6.0' },
    from: 6,
    until: 6,
  },
  { name: '`node16` ESM', file: 'app.mts', options: { module: 'node16' } },
  { name: '`node16` CommonJS', file: 'app.cts', options: { module: 'node16' } },
  { name: '`bundler`', file: 'app.ts', options: { module: 'esnext', moduleResolution: 'bundler' } },
]

/** The strictest there is, each on its own where it changes what is read or written. */
const STRICT: Readonly<Record<string, unknown>> = {
  strict: true,
  skipLibCheck: false,
  exactOptionalPropertyTypes: true,
  declaration: true,
  target: 'es2022',
  types: [],
  esModuleInterop: true,
}

/** An exported value of each public class and of what they give: \`declaration\` must be able to name every type. */
const APP = (): string => `
import { AccessToken, type Grant, type VerifiedAccessToken, verifyAccessToken } from '${ours('access-token')}'
import { ClientCapabilityToken } from '${ours('client-capability')}'
import { ClientValidationToken, createValidatingFetch } from '${ours('client-validation')}'
import { ChatGrant } from '${ours('grants-chat')}'
import { VideoGrant } from '${ours('grants-video')}'
import { createKeyRing, decodeUnverified, Jwt } from '${ours('jwt-core')}'
import { AccessTokenGrant } from '${ours('jwt-core')}/grant'
import { WorkerCapabilityToken } from '${ours('taskrouter-capability')}'
import { diagnose } from '${ours('token-doctor')}'
import { jwt } from '${scope}/twilio-compat'

export const token = new AccessToken('AC1', 'SK1', 'secret', { identity: 'alice' }).addGrant(new VideoGrant({ room: 'r' }))
export const claims = token.toClaims()
export const room: string | undefined = claims.grants.video.room
// @ts-expect-error no chat grant was added
export const chat = claims.grants.chat
export const grants = [new VideoGrant(), new ChatGrant({ endpointId: 'e' })]
export const grant: Grant = grants[0]!
export const ring = createKeyRing({ SK1: 'secret' })
export const verified = (text: string) => verifyAccessToken(text, ring, { issuer: ['SK1'] })
export const read = (each: VerifiedAccessToken) => each.grant(VideoGrant)
export const signer = new Jwt('secret', { issuer: 'me' })
export const decoded = decodeUnverified('')
export class OwnGrant extends AccessTokenGrant {
  readonly key = 'own'
  toPayload() {
    return { level: 1 }
  }
}
export const client = new ClientCapabilityToken('AC1', 'auth token').allowClientIncoming('alice')
export const worker = (options: ConstructorParameters<typeof WorkerCapabilityToken>[0]) => new WorkerCapabilityToken(options)
export const validation = (options: ConstructorParameters<typeof ClientValidationToken>[0]) =>
  createValidatingFetch(new ClientValidationToken(options))
export const diagnosis = diagnose('')
export const dropIn = new jwt.AccessToken('AC1', 'SK1', 'secret', { identity: 'alice' })
export const dropInGrant = new jwt.AccessToken.VideoGrant({ room: 'r' })
export const dropInClient = new jwt.ClientCapability({ accountSid: 'AC1', authToken: 'x' })
export const dropInScope = new jwt.ClientCapability.IncomingClientScope('alice')
export const dropInPolicies = jwt.taskrouter.util.defaultWorkerPolicies('v1', 'WS1', 'WK1')
export const dropInTask = new jwt.taskrouter.TaskRouterCapability({ accountSid: 'AC1', authToken: 'x', workspaceSid: 'WS1', channelId: 'WK1' })
export const namespace = jwt
`

/** These speak of Node's own types, of ws or of OpenTelemetry, whose types come with what they are used with. */
const OF_OTHERS = [
  'token-testing',
  'token-testing/websocket',
  'token-endpoint/node',
  'token-endpoint/otel',
].map(ours)

const ALL = (): string[] => Object.keys(inject('versions')).map((name) => name.slice(`${scope}/`.length))

const TYPES_OF_OTHERS = { '@types/node': '^20.19.0', '@types/ws': '^8.18.0', '@opentelemetry/api': '^1.9.0' }

describe.each(Object.entries(VERSIONS))('TypeScript %s', (alias, range) => {
  let project: Project
  /** Everything that the entries export, and the same of the entries that need the types of others. */
  let every: EveryExport
  let everyOfOthers: EveryExport
  const major = Number(range.split('.')[0])
  beforeAll(async () => {
    project = await createProject(
      `typescript-${range}`,
      { typescript: `~${range.includes('.') ? range : `${range}.0`}`, ...TYPES_OF_OTHERS },
      ALL(),
    )
    const entries = await project.entryPoints()
    const own = entries.filter((entry) => !OF_OTHERS.includes(entry))
    every = readEveryExport(project.folder, own, [])
    everyOfOthers = readEveryExport(project.folder, OF_OTHERS, ['node'])
    expect(every.values.length).toBeGreaterThan(1000)
    expect(every.values.length).toBeGreaterThan(10 * everyOfOthers.entries.length)
  })

  const compile = async (
    files: Readonly<Record<string, string>>,
    options: Readonly<Record<string, unknown>>,
    others: readonly string[] = [],
  ): Promise<void> => {
    for (const [file, text] of Object.entries(files)) await project.write(file, text)
    // The class of fetch is the browser's: its types come with the platform's.
    const lib = ['es2022', 'dom', 'dom.iterable']
    const compilerOptions = { ...STRICT, lib, outDir: 'out', ...options }
    const config = { compilerOptions, files: [...Object.keys(files), ...others] }
    await project.write('tsconfig.json', JSON.stringify(config))
    await project.exec('tsc', ['-p', 'tsconfig.json'])
  }

  const settings = SETTINGS.filter(({ from = 0, until = 99 }) => from <= major && major <= until)
  it.each(settings)('$name', async ({ name, file, options }) => {
    const suffix = file.slice(file.lastIndexOf('.'))
    const isEsm = file === 'app.mts' || name === '`bundler`'
    // TypeScript 5.0 looks for a name in the file of a type and in what is imported whole, and not in what exports it anew.
    const namesAll = range !== '5.0'
    await compile({ [file]: APP() }, { verbatimModuleSyntax: isEsm, ...options, declaration: namesAll })
    await compile(
      { [`every${suffix}`]: writeEveryExport(every, 'import', false) },
      { verbatimModuleSyntax: isEsm, ...options },
    )
    // What the compiler declared must be readable where it is used, and what is written must be enough to declare it.
    await compile(
      { [`written${suffix}`]: writeEveryExport(every, 'import', true) },
      { ...options, ...(range !== '5.0' && { isolatedDeclarations: true }) },
      [`out/every.d${suffix}`],
    )
    if (file === 'app.cts')
      await compile(
        { 'required.cts': writeEveryExport(every, 'require', false) },
        { verbatimModuleSyntax: true, ...options },
      )
    // The newest types of Node are not for the oldest compiler.
    if (range !== '5.0')
      await compile(
        { [`others${suffix}`]: writeEveryExport(everyOfOthers, 'import', false) },
        { types: ['node'], ...options },
      )
    note(
      `TypeScript ${alias.slice('ts-'.length)}`,
      await project.version('typescript'),
      name,
      namesAll
        ? 'type-checks, and declares a value of everything exported'
        : 'type-checks, and declares a value of everything exported, of packages imported by `import * as`',
    )
  })
})

describe('each entry alone, as pnpm lays it out', () => {
  let project: Project
  let entries: string[]
  const alone = (entry: string): string => `${project.folder}-alone/${entry.split('/')[1]}`
  beforeAll(async () => {
    project = await createProject('typescript-alone', TYPES_OF_OTHERS, ALL())
    entries = await project.entryPoints()
    const others = [...Object.keys(TYPES_OF_OTHERS), 'undici-types']
    for (const name of new Set(entries.map((entry) => entry.split('/').slice(0, 2).join('/'))))
      linkAlone(join(project.folder, 'node_modules'), alone(name), [name, ...others])
  })

  it.each(['.mts', '.cts'] as const)('declares a value of everything it exports in %s', async (suffix) => {
    const problems = entries.flatMap((entry) =>
      problemsOf(alone(entry), entry, suffix).map((problem) => `${entry}: ${problem}`),
    )
    expect(problems).toEqual([])
  })

  it('has each value that its types promise, and a type for each value', async () => {
    const read = `Promise.all(process.argv.slice(1).map(async (entry) => Object.keys(await import(entry))))
      .then((names) => console.log(JSON.stringify(names)))`
    const { stdout } = await run(process.execPath, ['-e', read, ...entries], { cwd: project.folder })
    const found = JSON.parse(stdout) as string[][]
    entries.forEach((entry, index) => {
      // What Node and compilers add to CommonJS is named by no types.
      const isNamed = (name: string): boolean =>
        !['default', 'module.exports', '__esModule', 'prototype'].includes(name)
      const real = (found[index] as string[]).filter(isNamed).sort()
      expect(valuesByType(alone(entry), entry).filter(isNamed).sort(), entry).toEqual(real)
    })
    const settings = '`node16` ESM and CommonJS'
    note(
      'TypeScript, each entry alone as with pnpm',
      ts.version,
      settings,
      'declares a value of everything exported; the values are those of the types',
    )
  })
})
