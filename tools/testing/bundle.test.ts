import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { build, type Platform } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

// These run on the built packages, as an application meets them.

const folder = new URL('../../node_modules/.consumer', import.meta.url).pathname
beforeAll(() => mkdirSync(folder, { recursive: true }))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function bundle(platform: Platform, conditions: string[]): Promise<string[]> {
  const { metafile } = await build({
    stdin: {
      contents: `import { AccessToken } from '@x/access-token'
import { VideoGrant } from '@x/grants-video'
new AccessToken('AC1', 'SK1', 's').addGrant(new VideoGrant()).toJwt().then(console.log)`,
      resolveDir: new URL('../..', import.meta.url).pathname,
    },
    ...{
      bundle: true,
      write: false,
      format: 'esm',
      metafile: true,
      platform,
      conditions,
      logLevel: 'silent',
    },
  })
  const [output] = Object.values(metafile.outputs)
  const kept = Object.entries(output?.inputs ?? {}).filter(([, input]) => input.bytesInOutput > 0)
  return [...kept.map(([path]) => path), ...(output?.imports ?? []).map(({ path }) => path)]
}

describe('an app with an access token and a video grant', () => {
  it('bundles no other grant and no Node built-in for the edge', async () => {
    const inputs = await bundle('neutral', ['workerd', 'worker'])
    expect(inputs.filter((path) => /^node:|platform\/node/.test(path))).toEqual([])
    expect(inputs.filter((path) => /grants-(?!video)|cli\//.test(path))).toEqual([])
    expect(inputs.filter((path) => path.includes('platform/web'))).not.toEqual([])
  })

  it('bundles no jose for Node', async () => {
    const inputs = await bundle('node', [])
    expect(inputs.filter((path) => path.includes('jose'))).toEqual([])
    expect(inputs.filter((path) => path.includes('platform/node'))).not.toEqual([])
  })
})

const PACKAGES = [
  ...['jwt-core', 'access-token', 'grants-video', 'grants-chat', 'grants-voice'],
  ...['grants-sync', 'grants-task-router', 'grants-playback', 'client-capability'],
  ...['taskrouter-capability', 'token-doctor'],
]

describe('each built package', () => {
  it.each(PACKAGES)('gives import and require the same names: %s', async (name) => {
    const required = createRequire(import.meta.url)(`@x/${name}`) as object
    // A child process, since the test runner resolves to the sources.
    const imported = execFileSync(
      process.execPath,
      ['--input-type=module', '-e', `console.log(JSON.stringify(Object.keys(await import('@x/${name}'))))`],
      { cwd: new URL('../..', import.meta.url).pathname, encoding: 'utf8' },
    )
    expect(JSON.parse(imported).sort()).toEqual(Object.keys(required).sort())
  })

  // What `console.log` calls an instance, and how the stack of an error begins.
  it.each(PACKAGES)('keeps the names of its classes in CommonJS: %s', (name) => {
    const required = createRequire(import.meta.url)(`@x/${name}`) as Record<string, unknown>
    for (const [exported, value] of Object.entries(required))
      if (typeof value === 'function') expect(value.name).toBe(exported)
  })

  it.each([
    ['nodenext', 'esm.mts'],
    ['nodenext', 'cjs.cts'],
    ['bundler', 'bundler.ts'],
  ])('has types under moduleResolution %s (%s)', (resolution, file) => {
    writeFileSync(
      join(folder, file),
      `import { AccessToken } from '@x/access-token'
import { createKeyRing, Jwt } from '@x/jwt-core'
${PACKAGES.map((name, index) => `import * as p${index} from '@x/${name}'`).join('\n')}
import { VideoGrant } from '@x/grants-video'
const token = new AccessToken('AC1', 'SK1', 's').addGrant(new VideoGrant({ room: 'r' }))
const room: string | undefined = token.toClaims().grants.video.room
// @ts-expect-error no chat grant was added
token.toClaims().grants.chat
export const verified: Promise<string | undefined> = AccessToken.verify('', createKeyRing({ SK1: 's' })).then(
  (found) => found.grant(VideoGrant)?.room,
)
export { room, Jwt, ${PACKAGES.map((_, index) => `p${index}`).join(', ')} }
`,
    )
    const compilerOptions = {
      ...{ strict: true, skipLibCheck: false, noEmit: true, types: [], target: 'es2022', lib: ['es2022'] },
      module: resolution === 'bundler' ? 'esnext' : 'nodenext',
      moduleResolution: resolution,
    }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [file] }))
    const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc')
    const { stdout } = spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' })
    expect(stdout).toBe('')
  })
})
