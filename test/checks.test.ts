import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findAddresses } from '../scripts/check_addresses.js'
import { checkDependencies, checkImports } from '../scripts/check_arrows.js'
import { checkLicences, isPermitted } from '../scripts/check_licences.js'
import { checkManifest } from '../scripts/check_shape.js'
import { assertScope, rescopeText } from '../scripts/rescope.js'
import { listFiles, readPublished, readScope, root } from '../scripts/workspace.js'

// Each check of the repository must fail on what it guards against. The scope is of no matter here.

describe('the direction of imports', () => {
  const ours = ['jwt-core', 'access-token', 'grants-video', 'grants-chat', 'token-doctor', 'cli']
  const declared = ['jose', 'commander', ...ours.map((name) => `@s/${name}`)]
  const check = (name: string, file: string, text: string) => checkImports(name, file, text, '@s', declared)

  it.each([
    ['grants-video', 'src/a.ts', `import { AccessToken } from '@s/access-token'`],
    ['grants-video', 'src/a.ts', `import { Jwt } from '@s/jwt-core'`],
    ['grants-video', 'src/a.ts', `export * from '@s/grants-chat'`],
    ['access-token', 'src/a.ts', `import type { VideoGrant } from '@s/grants-video'`],
    ['access-token', 'src/a.ts', `const grant = await import('@s/grants-video')`],
    ['access-token', 'src/a.ts', `import { SignJWT } from 'jose'`],
    ['access-token', 'src/a.ts', `import { importJWK } from 'jose/key/import'`],
    ['access-token', 'src/a.ts', `import { x } from '../../grants-video/src/index.ts'`],
    ['access-token', 'src/a.ts', `import { createHmac } from 'node:crypto'`],
    ['jwt-core', 'src/key.ts', `import { createHmac } from 'crypto'`],
    ['jwt-core', 'src/key.ts', `const { createHmac } = require('node:crypto')`],
    ['jwt-core', 'src/key.ts', "import crypto = require('node:crypto')"],
    ['access-token', 'src/a.ts', `type Key = import('jose').JWK`],
    ['jwt-core', 'src/platform/web.ts', `import { Buffer } from 'node:buffer'`],
    ['jwt-core', 'src/key.ts', `import { AccessToken } from '@s/access-token'`],
    ['token-doctor', 'src/a.ts', `import { run } from '@s/cli'`],
    ['cli', 'src/a.ts', `import fc from 'fast-check'`],
    ['cli', 'src/a.ts', `import { SyncGrant } from '@s/grants-sync'`],
    ['a-new-token', 'src/a.ts', `import { AccessToken } from '@s/access-token'`],
  ])('refuses in %s/%s: %s', (name, file, text) => {
    expect(check(name, file, text)).toHaveLength(1)
  })

  it.each([
    ['grants-video', 'src/a.ts', `import { FieldGrant } from '@s/jwt-core/grant'`],
    ['access-token', 'src/deep/a.ts', `import { x } from '../b.ts'\n// import 'jose'`],
    ['jwt-core', 'src/key.ts', `import type { KeyObject } from 'node:crypto'`],
    ['jwt-core', 'src/key.ts', `type Crypto = typeof import('node:crypto')`],
    ['jwt-core', 'src/jws.ts', `import { x } from 'jose/jws/flattened/sign'`],
    ['jwt-core', 'src/platform/node.ts', `import { createHmac } from 'node:crypto'`],
    [
      'cli',
      'src/io.ts',
      `import { readFileSync } from 'node:fs'\nimport { diagnose } from '@s/token-doctor'`,
    ],
    ['twilio-compat', 'src/a.ts', `import { VideoGrant } from '@s/grants-video'`],
  ])('takes in %s/%s: %s', (name, file, text) => {
    expect(check(name, file, text)).toEqual([])
  })

  it.each([
    ['grants-video', { dependencies: { '@s/access-token': 'workspace:^' } }],
    ['access-token', { dependencies: { '@s/jwt-core': 'workspace:*' } }],
    ['access-token', { dependencies: { '@s/jwt-core': '^1.0.0' } }],
    ['access-token', { devDependencies: { '@s/grants-video': '1.0.0' } }],
    ['access-token', { peerDependencies: { jose: '^6.0.0' } }],
  ])('refuses the dependencies of %s: %j', (name, manifest) => {
    expect(checkDependencies(name, manifest, '@s')).toHaveLength(1)
  })
})

describe('the shape of a package', () => {
  const entry = {
    '@s/source': './src/index.ts',
    import: { types: './dist/index.d.ts', default: './dist/index.js' },
    require: { types: './dist/index.d.cts', default: './dist/index.cjs' },
  }
  const good = {
    ...{ name: '@s/a', version: '1.0.0', description: 'A', keywords: ['twilio'], license: 'MIT' },
    ...{ type: 'module', sideEffects: false, engines: { node: '>=20.19' }, files: ['dist', 'CHANGELOG.md'] },
    publishConfig: { access: 'public', provenance: true },
    exports: { '.': entry, './package.json': './package.json' },
    scripts: { build: 'tsup', 'check:package': 'publint' },
  }

  it('takes one that has everything', () => {
    expect(checkManifest(good, 'a', '@s')).toEqual([])
  })

  it.each([
    [
      'types after default',
      {
        exports: {
          ...good.exports,
          '.': { ...entry, import: { default: './dist/index.js', types: './dist/index.d.ts' } },
        },
      },
    ],
    [
      'require before import',
      {
        exports: {
          ...good.exports,
          '.': { '@s/source': entry['@s/source'], require: entry.require, import: entry.import },
        },
      },
    ],
    [
      'no types for require',
      { exports: { ...good.exports, '.': { ...entry, require: './dist/index.cjs' } } },
    ],
    ['no package.json entry', { exports: { '.': entry } }],
    ['an install script', { scripts: { ...good.scripts, postinstall: 'node x.js' } }],
    ['a prepare script', { scripts: { ...good.scripts, prepare: 'tsup' } }],
    ['side effects', { sideEffects: undefined }],
    ['another licence', { license: 'ISC' }],
    ['no engines', { engines: undefined }],
    ['sources published', { files: ['dist', 'src', 'CHANGELOG.md'] }],
    ['no provenance', { publishConfig: { access: 'public' } }],
    [
      'a repository without its folder',
      { repository: { type: 'git', url: 'git+https://git.example/a.git' } },
    ],
    ['a name unlike its folder', { name: '@s/b' }],
  ])('refuses %s', (_, change) => {
    expect(checkManifest({ ...good, ...change }, 'a', '@s')).toHaveLength(1)
  })

  it("is packed with the root's licence and nothing but what is built", () => {
    const folder = mkdtempSync(join(tmpdir(), 'pack-'))
    try {
      const { dir } = readPublished().find(({ name }) => name === 'grants-video') as { dir: string }
      const pnpm = process.env.npm_execpath?.includes('pnpm')
        ? [process.execPath, process.env.npm_execpath]
        : ['npx', '-y', 'pnpm@10.34.8']
      const [command = '', ...args] = pnpm
      execFileSync(command, [...args, 'pack', '--pack-destination', folder], { cwd: dir })
      const list = execFileSync('sh', ['-c', 'tar -tzf *.tgz'], { cwd: folder, encoding: 'utf8' })
      const others = list
        .trim()
        .split('\n')
        .filter((path) => !path.startsWith('package/dist/') && path !== 'package/CHANGELOG.md')
      expect(others.sort()).toEqual(['package/LICENSE', 'package/README.md', 'package/package.json'])
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

describe('the licences', () => {
  it.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0-only)', true],
    ['(Apache-2.0 AND BSD-3-Clause)', true],
    ['MIT AND GPL-3.0-only', false],
    ['GPL-3.0-only', false],
    ['Unknown', false],
    ['SEE LICENSE IN LICENSE.md', false],
    ['', false],
  ])('%s: %s', (licence, permitted) => {
    expect(isPermitted(licence)).toBe(permitted)
  })

  it('names the package whose licence is not permitted', () => {
    expect(checkLicences({ MIT: [], Unknown: [{ name: 'odd', versions: ['1.0.0'] }] })).toEqual([
      'Unknown is not permitted: odd@1.0.0',
    ])
  })
})

describe('the addresses', () => {
  it.each([
    ['README.md', 'npm install --registry https://registry.npmjs.org/'],
    ['.npmrc', '@s:registry=http://localhost:4873'],
    ['a.ts', `const home = '/home/alice/project'`],
    ['a.md', 'see C:\\Users\\alice'],
    ['a.ts', `readFileSync('/build/checkout/tokens.json')`],
    ['pnpm-lock.yaml', '    resolution: {integrity: sha512-x, tarball: file.tgz}'],
    ['pnpm-lock.yaml', 'link: https://mirror.example/x.tgz'],
  ])('are found in %s: %s', (path, text) => {
    expect(findAddresses(path, text, '/build/checkout')).not.toEqual([])
  })

  it.each(['https://github.com/acme/tokens', '`root/file`, https://example.com/home/page'])(
    '%s is none',
    (text) => {
      expect(findAddresses('README.md', text, '/build/checkout')).toEqual([])
    },
  )
})

describe('another scope', () => {
  it.each([
    [`import { Jwt } from '@s/jwt-core'`, `import { Jwt } from '@new/jwt-core'`],
    ['npm install @s/access-token @s/grants-video', 'npm install @new/access-token @new/grants-video'],
    ['`@s/$' + '{name}`, @s/*, @s/.+', '`@new/$' + '{name}`, @new/*, @new/.+'],
    ['node_modules/@s/cli, .pnpm/@s+cli@1.0.0', 'node_modules/@new/cli, .pnpm/@new+cli@1.0.0'],
    ['/^@s\\/(jwt-core|cli)$/', '/^@new\\/(jwt-core|cli)$/'],
    ['@s:registry=http://127.0.0.1', '@new:registry=http://127.0.0.1'],
    [`scope === '@s'`, `scope === '@new'`],
  ])('is written in %s', (text, rescoped) => {
    expect(rescopeText(text, '@s', '@new')).toBe(rescoped)
  })

  it.each([
    'x@s.example, x@s/y, mailto:x@s',
    '@sync/core, @s-team/core, @s.team/core',
    '/** @s the tag of a comment */',
    '"pkg@s/1"',
  ])('is not written in %s', (text) => {
    expect(rescopeText(text, '@s', '@new')).toBe(text)
  })

  it('and back again leaves every file of this repository as it was', () => {
    const scope = readScope()
    // Put together, so that this file does not hold it.
    const other = ['@zz', 'new'].join('-')
    for (const path of listFiles()) {
      const text = readFileSync(join(root, path), 'utf8')
      expect(rescopeText(rescopeText(text, scope, other), other, scope) === text, path).toBe(true)
    }
  })

  it.each(['acme', '@', '@Acme', '@a/b', '@-a', '@a b', '@s', '@types', `@${'a'.repeat(214)}`, undefined])(
    'may not be %s',
    (to) => {
      expect(() => assertScope(to, '@s', ['jwt-core'], ['@types/node'])).toThrow()
    },
  )

  it.each(['@acme', '@acme-2', '@a.b_c'])('may be %s', (to) => {
    expect(() => assertScope(to, '@s', ['jwt-core'], ['@types/node'])).not.toThrow()
  })
})
