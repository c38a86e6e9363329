import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import * as accessTokenApp from './access_token_app.ts'
import { type App, installedOfScope } from './app.ts'
import { checkTypes, RESOLUTIONS, runProgram } from './consumers.ts'
import { firstRelease, firstVersion, forkRegistry, install, openCopy, ours } from './context.ts'
import type { Registry } from './registry.ts'
import { addChangeset, type Bump, changedVersions, readPublished, release, type Versions } from './release.ts'
import { ROOT, readManifest, type WorkspaceCopy } from './workspace_copy.ts'

const first = inject('versions')

function bump(version: string, part: Bump): string {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number)
  return {
    major: `${major + 1}.0.0`,
    minor: `${major}.${minor + 1}.0`,
    patch: `${major}.${minor}.${patch + 1}`,
  }[part]
}

/** Those of our packages that depend on one of ours. */
async function dependentsOf(copy: WorkspaceCopy, name: string): Promise<string[]> {
  const packages = [...(await copy.publicPackages()).values()]
  return packages.filter(({ dependencies = {} }) => name in dependencies).map((each) => each.name)
}

// In order: each release follows the one before, as in the life of the packages.
describe('releases', () => {
  let registry: Registry
  let copy: WorkspaceCopy
  let before: Versions = first
  beforeAll(async () => {
    registry = await forkRegistry('registry-of-releases')
    copy = await openCopy('releasing', registry)
  })
  afterAll(() => registry.close())

  it('the first publishes every package, public, with ranges a package manager can read', async () => {
    for (const [name, version] of Object.entries(first)) {
      const { versions } = await readPublished(registry, name)
      expect(Object.keys(versions)).toContain(version)
      expect(JSON.stringify(versions[version]?.dependencies ?? {})).not.toMatch(/workspace:|catalog:/)
    }
  })

  it('every package asks for public access and a signed provenance', async () => {
    for (const { folder } of (await copy.publicPackages()).values()) {
      const { publishConfig } = await readManifest(join(ROOT, 'packages', folder.split('/').at(-1) as string))
      expect(publishConfig).toEqual({ access: 'public', provenance: true })
    }
  })

  it('a change in grants-video alone bumps and publishes grants-video alone', async () => {
    const name = ours('grants-video')
    await addChangeset(copy, { [name]: 'minor' })
    const after = await release(copy)
    const expected = bump(firstVersion('grants-video'), 'minor')
    expect(changedVersions(before, after)).toEqual({ [name]: expected })
    expect((await readPublished(registry, name))['dist-tags'].latest).toBe(expected)
    before = after
  })

  it('a breaking change in jwt-core bumps and publishes its dependents, which then ask for the new one', async () => {
    const core = ours('jwt-core')
    await addChangeset(copy, { [core]: 'major' })
    const after = await release(copy)
    const changed = changedVersions(before, after)
    const dependents = await dependentsOf(copy, core)
    expect(changed[core]).toBe(bump(firstVersion('jwt-core'), 'major'))
    expect(Object.keys(changed).sort()).toEqual([core, ...dependents].sort())
    for (const name of dependents) {
      expect(changed[name]).toBe(bump(before[name] as string, 'patch'))
      const published = (await readPublished(registry, name)).versions[changed[name] as string]
      expect(published?.dependencies?.[core]).toBe(`^${changed[core]}`)
    }
    before = after
  })

  it('a release without changesets publishes nothing', async () => {
    expect(changedVersions(before, await release(copy))).toEqual({})
  })

  describe.each([
    { title: 'an older access-token with a newer grant', name: 'older', newer: 'grants-video' },
    { title: 'a newer access-token with an older grant', name: 'newer', newer: 'access-token' },
  ])('two versions of jwt-core at once: $title', ({ name, newer }) => {
    let app: App
    beforeAll(async () => {
      const version = (each: string): string =>
        each === newer ? (before[ours(each)] as string) : firstVersion(each)
      // The application's own jwt-core is that of the grant.
      const core = newer === 'grants-video' ? (before[ours('jwt-core')] as string) : firstVersion('jwt-core')
      const versions = {
        'access-token': version('access-token'),
        'grants-video': version('grants-video'),
        'jwt-core': core,
      }
      app = await install(name, versions, {}, registry)
    })

    it('holds both', async () => {
      const cores = (await installedOfScope(app)).filter((each) => each.startsWith(ours('jwt-core')))
      expect(cores).toEqual([firstRelease('jwt-core'), `${ours('jwt-core')}@${before[ours('jwt-core')]}`])
    })

    it.each(['esm', 'cjs', 'mixed'] as const)('adds grants and verifies: %s', async (format) => {
      const { IMPORTS, BODY, RESULT } = accessTokenApp
      expect(await runProgram(app, format, IMPORTS, BODY)).toEqual(RESULT)
    })

    it.each(['esm', 'cjs', 'mixed'] as const)('tells errors apart, takes key rings: %s', async (format) => {
      const names = ['createKeyRing', 'JwtDecodeError', 'JwtError', 'JwtOptionError']
      const imports = { ...accessTokenApp.IMPORTS, [ours('jwt-core')]: names }
      const body = `
        const secret = 'a secret for the application, 32 bytes'
        const told = (error) => [JwtError, JwtDecodeError, JwtOptionError].map((type) => error instanceof type)
        const caught = (action) => { try { action() } catch (error) { return error } }
        const jwt = await new AccessToken('AC1', 'SK1', secret, { identity: 'alice' }).toJwt()
        const verified = await AccessToken.verify(jwt, createKeyRing({ SK1: secret, SK2: 'x'.repeat(40) }))
        const untrusted = await AccessToken.verify(jwt, 'y'.repeat(40)).catch((error) => error)
        const unknown = await AccessToken.verify(jwt, createKeyRing({ SK2: secret })).catch((error) => error)
        const argument = caught(() => new AccessToken('SK1', 'AC1', secret))
        const option = caught(() => new VideoGrant({ room: '' }))
        return [
          verified.identity,
          [untrusted.code, told(untrusted)],
          [unknown.code, told(unknown)],
          [argument.code, argument.option, told(argument)],
          [option.code, option.option, told(option)],
        ]`
      expect(await runProgram(app, format, imports, body)).toEqual([
        'alice',
        ['ERR_SIGNATURE_INVALID', [true, true, false]],
        ['ERR_KEY_UNKNOWN', [true, true, false]],
        ['ERR_OPTION_INVALID', 'accountSid', [true, false, true]],
        ['ERR_OPTION_INVALID', 'room', [true, false, true]],
      ])
    })

    it.each(RESOLUTIONS)('type-checks under $resolution: $file', async (resolution) => {
      await checkTypes(app, resolution, accessTokenApp.TYPES)
    })
  })
})
