// What the other files guard, broken on purpose: each must be refused by the very check that stands guard.
import { cp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import * as accessTokenApp from './access_token_app.ts'
import { type App, installedOfScope } from './app.ts'
import { checkTypes, runProgram } from './consumers.ts'
import { firstRelease, firstVersion, install, installFirst, openCopy, ours } from './context.ts'
import { publishVariant } from './release.ts'
import { bundleFor } from './runtimes/bundle.ts'
import { WORKERD } from './runtimes/workerd.ts'
import { readManifest, type WorkspaceCopy, writeManifest } from './workspace_copy.ts'

let copy: WorkspaceCopy
beforeAll(async () => {
  copy = await openCopy('breaking')
})

/** Publishes grants-video with a change and installs it beside the first access-token. */
async function installBroken(name: string, change: (folder: string) => Promise<void>): Promise<App> {
  const version = await publishVariant(copy, ours('grants-video'), name, change)
  return install(`broken-${name}`, {
    'access-token': firstVersion('access-token'),
    'grants-video': version,
  })
}

async function changeDependencies(folder: string, change: Record<string, string>): Promise<void> {
  await writeManifest(folder, { ...(await readManifest(folder)), dependencies: change })
}

describe('is refused', () => {
  it('a package without a type file', async () => {
    const app = await installBroken('types', (folder) => rm(join(folder, 'dist/index.d.cts')))
    const node16 = { resolution: 'node16', file: 'node16.cts' } as const
    await expect(checkTypes(app, node16, accessTokenApp.TYPES)).rejects.toThrow(/TS7016.*grants-video/)
  })

  it('a package without a built file', async () => {
    const app = await installBroken('files', (folder) => rm(join(folder, 'dist/index.cjs')))
    const { IMPORTS, BODY } = accessTokenApp
    await expect(runProgram(app, 'cjs', IMPORTS, BODY)).rejects.toThrow(/Cannot find module.*grants-video/)
  })

  it('a range that no version is in', async () => {
    const change = (folder: string): Promise<void> =>
      changeDependencies(folder, { [ours('jwt-core')]: '^99.0.0' })
    await expect(installBroken('range', change)).rejects.toThrow(/ETARGET.*jwt-core@\^99\.0\.0/s)
  })

  it('a range that only another version is in', async () => {
    const older = await publishVariant(copy, ours('jwt-core'), 'older', async () => {})
    const app = await installBroken('old', async (folder) => {
      await changeDependencies(folder, { [ours('jwt-core')]: older })
    })
    const expected = ['access-token', 'grants-video', 'jwt-core'].map(firstRelease).sort()
    await expect(installedOfScope(app)).resolves.not.toEqual(expected)
  })

  it('a dependency that is used and not declared', async () => {
    const version = await publishVariant(copy, ours('grants-video'), 'undeclared', (folder) =>
      changeDependencies(folder, {}),
    )
    const app = await install('broken-undeclared', { 'grants-video': version })
    const body = 'return new VideoGrant().key'
    const imports = { [ours('grants-video')]: ['VideoGrant'] }
    await expect(runProgram(app, 'esm', imports, body)).rejects.toThrow(/ERR_MODULE_NOT_FOUND/)
  })

  it('a dependency that is not needed', async () => {
    const app = await installBroken('surplus', async (folder) => {
      const names = ['jwt-core', 'grants-chat'].map((name) => [ours(name), `^${firstVersion(name)}`])
      await changeDependencies(folder, Object.fromEntries(names))
    })
    expect(await installedOfScope(app)).toContain(firstRelease('grants-chat'))
  })

  it('a Node built-in in the build for the edge', async () => {
    const version = await publishVariant(copy, ours('jwt-core'), 'edge', async (folder) => {
      const file = join(folder, 'src/platform/web.ts')
      await writeFile(file, `import 'node:crypto'\n${await readFile(file, 'utf8')}`)
      await copy.run('pnpm', '--filter', ours('jwt-core'), 'run', 'build')
    })
    const whole = await installFirst('edge', ['access-token', 'grants-video'])
    const broken = await install(
      'broken-edge',
      { 'access-token': firstVersion('access-token'), 'grants-video': firstVersion('grants-video') },
      { 'jwt-core': version },
    )
    const entry = `import { AccessToken } from '${ours('access-token')}'\nglobalThis.results = AccessToken\n`
    for (const { folder } of [whole, broken]) {
      await cp(fileURLToPath(new URL('../app', import.meta.url)), folder, { recursive: true })
      for (const main of ['main_workerd.js', 'main_page.js']) await writeFile(join(folder, main), entry)
    }
    for (const conditions of [['workerd', 'worker'], ['browser']]) {
      await expect(bundleFor(whole, 'main_page.js', conditions)).resolves.toContain('AccessToken')
      await expect(bundleFor(broken, 'main_page.js', conditions)).rejects.toThrow(
        /Could not resolve "(node:)?crypto"/,
      )
    }
    await expect(WORKERD.run(broken)).rejects.toThrow(/Could not resolve "(node:)?crypto"/)
  })
})
