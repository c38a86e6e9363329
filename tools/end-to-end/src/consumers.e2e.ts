import { join } from 'node:path'
import { beforeAll, describe, expect, inject, it } from 'vitest'
import * as accessTokenApp from './access_token_app.ts'
import { type App, installedOfScope } from './app.ts'
import { checkTypes, entryPointsOf, RESOLUTIONS, runProgram } from './consumers.ts'
import { firstRelease, installFirst, ours } from './context.ts'
import { run } from './run.ts'

/** What came of the scope when an application was installed, against what it should be. */
async function expectInstalled(app: App, names: readonly string[]): Promise<void> {
  expect(await installedOfScope(app)).toEqual(names.map(firstRelease).sort())
}

describe('an application with access-token and grants-video', () => {
  let app: App
  beforeAll(async () => {
    app = await installFirst('video', accessTokenApp.PACKAGES)
  })

  it('gets those, jwt-core and nothing else of ours', async () => {
    await expectInstalled(app, ['access-token', 'grants-video', 'jwt-core'])
  })

  it.each(['esm', 'cjs', 'mixed'] as const)('mints and verifies: %s', async (format) => {
    const { IMPORTS, BODY, RESULT } = accessTokenApp
    expect(await runProgram(app, format, IMPORTS, BODY)).toEqual(RESULT)
  })

  it.each(RESOLUTIONS)('type-checks under $resolution: $file', async (resolution) => {
    await checkTypes(app, resolution, accessTokenApp.TYPES)
  })
})

describe('an application with client-capability alone', () => {
  let app: App
  beforeAll(async () => {
    app = await installFirst('client', ['client-capability'])
  })

  it('gets it, jwt-core and nothing else of ours', async () => {
    await expectInstalled(app, ['client-capability', 'jwt-core'])
  })

  it.each(['esm', 'cjs'] as const)('mints: %s', async (format) => {
    const body = `
      const token = new ClientCapabilityToken('AC1', 'auth token').allowClientIncoming('alice')
      const payload = JSON.parse(atob((await token.generate(60)).split('.')[1]))
      return [payload.scope, payload.exp - payload.iat]`
    const imports = { [ours('client-capability')]: ['ClientCapabilityToken'] }
    expect(await runProgram(app, format, imports, body)).toEqual([
      'scope:client:incoming?clientName=alice',
      60,
    ])
  })

  it.each(RESOLUTIONS)('type-checks under $resolution: $file', async (resolution) => {
    const program = `
import { ClientCapabilityToken } from '${ours('client-capability')}'
export const token: ClientCapabilityToken = new ClientCapabilityToken('AC1', 'auth token', { ttl: 60 })
export const jwt: Promise<string> = token.allowClientIncoming('alice').generate()
// @ts-expect-error a client's name is text
token.allowClientIncoming(1)
`
    await checkTypes(app, resolution, program)
  })
})

describe('the command line alone', () => {
  let app: App
  beforeAll(async () => {
    app = await installFirst('command', ['cli'])
  })

  it('has the libraries built in, and brings the page alone', async () => {
    await expectInstalled(app, ['cli', 'token-page'])
  })

  it('mints a token and shows it', async () => {
    const xtoken = join(app.folder, 'node_modules/.bin/xtoken')
    const env = {
      TWILIO_ACCOUNT_SID: `AC${'0'.repeat(32)}`,
      TWILIO_API_KEY_SID: `SK${'0'.repeat(32)}`,
      TWILIO_API_KEY_SECRET: 'a secret for the command, 32 bytes or so',
    }
    const options = { cwd: app.folder, env }
    const minted = await run(xtoken, ['mint', '--identity', 'alice', '--video', 'daily'], options)
    const shown = await run(xtoken, ['inspect', minted.stdout.trim(), '--json'], options)
    expect(JSON.parse(shown.stdout).payload.grants).toEqual({ identity: 'alice', video: { room: 'daily' } })
  })
})

describe('an application with every package', () => {
  let app: App
  const names = Object.keys(inject('versions')).map((name) => name.split('/')[1] as string)
  beforeAll(async () => {
    app = await installFirst('everything', names)
  })

  it('holds one copy of each', async () => {
    await expectInstalled(app, names)
  })

  it('loads each entry point by import and by require, with the same names', async () => {
    const entries = await entryPointsOf(app.folder, names)
    expect(entries.length).toBeGreaterThan(names.length - 1)
    // What the two module systems add for each other's sake.
    const body = (load: string): string => `
      const ARTEFACTS = ['default', 'module.exports', '__esModule']
      const names = {}
      for (const entry of ${JSON.stringify(entries)})
        names[entry] = Object.keys(${load}).filter((name) => !ARTEFACTS.includes(name)).sort()
      return names`
    const required = await runProgram(app, 'cjs', {}, body('require(entry)'))
    expect(await runProgram(app, 'esm', {}, body('await import(entry)'))).toEqual(required)
  })

  /** These speak of Node's own types, of ws or of OpenTelemetry, whose types come with what they are used with. */
  const OF_OTHERS = ['token-testing', 'token-endpoint/node', 'token-endpoint/otel'].map(ours)

  it.each(RESOLUTIONS)('has types of each entry point under $resolution: $file', async (resolution) => {
    const own = (await entryPointsOf(app.folder, names)).filter((entry) => !OF_OTHERS.includes(entry))
    const lines = own.map((entry, index) => `export type E${index} = typeof import('${entry}')`)
    await checkTypes(app, resolution, lines.join('\n'), ['es2022', 'dom'])
  })
})
