import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findAddresses } from '../checks/check_addresses.ts'
import { checkArrows, checkDependencies } from '../checks/check_arrows.ts'
import { checkGrant, checkGrants } from '../checks/check_grants.ts'
import { checkLicences, isPermitted } from '../checks/check_licences.ts'
import { checkPattern, findPatterns } from '../checks/check_patterns.ts'
import { checkManifest } from '../checks/check_shape.ts'
import { assertReplaceable } from '../checks/pack.ts'
import { assertScope, rescopeText } from '../checks/rescope.ts'
import { listFiles, readPublished, readScope, root } from '../checks/workspace.ts'

// Each check of the repository must fail on what it guards against. The scope is of no matter here.

describe('the direction of imports', () => {
  const OURS = [
    'jwt-core',
    'access-token',
    'grants-video',
    'grants-chat',
    'token-doctor',
    'cli',
    'a-new-token',
  ]
  const wrong: [string, string, string][] = [
    ['grants-video', 'token', `import { AccessToken } from '@s/access-token'`],
    ['grants-video', 'core', `import { Jwt } from '@s/jwt-core'`],
    ['grants-video', 'sister', `export * from '@s/grants-chat'`],
    ['access-token', 'type', `import type { VideoGrant } from '@s/grants-video'`],
    ['access-token', 'dynamic', `export const grant = await import('@s/grants-video')`],
    ['access-token', 'jose', `import { SignJWT } from 'jose'`],
    ['access-token', 'jose_path', `import { importJWK } from 'jose/key/import'`],
    ['access-token', 'leaves', `import { x } from '../../grants-video/src/index.ts'`],
    ['access-token', 'crypto', `import { createHmac } from 'node:crypto'\nexport { createHmac }`],
    ['jwt-core', 'bare', `import { createHmac } from 'crypto'\nexport { createHmac }`],
    ['jwt-core', 'require', `export const { createHmac } = require('node:crypto')`],
    ['access-token', 'import_type', `export type Key = import('jose').JWK`],
    ['jwt-core', 'platform/web', `import { Buffer } from 'node:buffer'\nexport { Buffer }`],
    ['jwt-core', 'up', `import { AccessToken } from '@s/access-token'`],
    ['token-doctor', 'cli', `import { run } from '@s/cli'`],
    ['cli', 'undeclared', `import fc from 'fast-check'`],
    ['a-new-token', 'token', `import { AccessToken } from '@s/access-token'`],
    ['token-doctor', 'circle', `export type { Turn } from './turn.ts'\nexport interface Circle {}`],
  ]
  const right: [string, string, string][] = [
    ['grants-video', 'good', `import { FieldGrant } from '@s/jwt-core/grant'`],
    ['access-token', 'deep/good', `import { x } from '../index.ts'\n// import 'jose'`],
    ['jwt-core', 'good_type', `import type { KeyObject } from 'node:crypto'`],
    ['jwt-core', 'good_jose', `import { x } from 'jose/jws/flattened/sign'`],
    ['jwt-core', 'platform/node', `import { createHmac } from 'node:crypto'`],
    ['cli', 'good', `import { readFileSync } from 'node:fs'\nimport { diagnose } from '@s/token-doctor'`],
    ['token-doctor', 'turn', `import type { Circle } from './circle.ts'\nexport type Turn = Circle`],
  ]

  it('refuses each wrong import in a workspace, and no other', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'arrows-'))
    try {
      const write = (path: string, text: string): void => {
        mkdirSync(dirname(join(folder, path)), { recursive: true })
        writeFileSync(join(folder, path), text)
      }
      for (const name of OURS) {
        const sources = name === 'jwt-core' ? ['index', 'grant'] : ['index']
        const exports = sources.map((source) => [
          source === 'index' ? '.' : `./${source}`,
          { '@s/source': `./src/${source}.ts` },
        ])
        const dependencies = { ...(name === 'jwt-core' && { jose: '1' }) }
        write(
          `packages/${name}/package.json`,
          JSON.stringify({ name: `@s/${name}`, exports: Object.fromEntries(exports), dependencies }),
        )
        for (const source of sources) write(`packages/${name}/src/${source}.ts`, 'export const x = 1\n')
        mkdirSync(join(folder, 'node_modules/@s'), { recursive: true })
        symlinkSync(join(folder, 'packages', name), join(folder, 'node_modules/@s', name))
      }
      for (const [name, file, text] of [...wrong, ...right])
        write(`packages/${name}/src/${file}.ts`, `${text}\n`)
      write('node_modules/jose/package.json', JSON.stringify({ name: 'jose', main: 'index.js' }))
      for (const path of ['index', 'key/import', 'jws/flattened/sign'])
        write(`node_modules/jose/${path}.js`, '')
      const found = await checkArrows(folder)
      for (const [name, file] of wrong) {
        const problems = found.filter((problem) =>
          problem.startsWith(`packages/${name}/src/${file}.ts imports`),
        )
        const undeclared = found.filter((problem) => problem.startsWith(`${name} imports`))
        expect([...problems, ...undeclared], `${name}/${file}`).not.toEqual([])
        if (file !== 'undeclared') expect(problems, `${name}/${file}`).not.toEqual([])
      }
      for (const [name, file] of right.filter(([, file]) => file !== 'turn'))
        expect(found.filter((problem) => problem.startsWith(`packages/${name}/src/${file}.ts`))).toEqual([])
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
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
  const subEntry = JSON.parse(JSON.stringify(entry).replaceAll('index', 'sub'))
  const good = {
    ...{ name: '@s/a', version: '1.0.0', description: 'A', keywords: ['twilio'], license: 'MIT' },
    ...{ type: 'module', sideEffects: false, engines: { node: '>=20.19' }, files: ['dist', 'CHANGELOG.md'] },
    publishConfig: { access: 'public', provenance: true },
    main: './dist/index.cjs',
    module: './dist/index.js',
    types: './dist/index.d.cts',
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
    ['nothing for resolvers without exports', { main: undefined }],
    ['a sub-path without its folder', { exports: { ...good.exports, './sub': subEntry } }],
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

  /** The files of a package as it is packed. */
  function packed(package_: string): string[] {
    const folder = mkdtempSync(join(tmpdir(), 'pack-'))
    try {
      const { dir } = readPublished().find(({ name }) => name === package_) as { dir: string }
      const pnpm = process.env.npm_execpath?.includes('pnpm')
        ? [process.execPath, process.env.npm_execpath]
        : ['npx', '-y', 'pnpm@10.34.8']
      const [command = '', ...args] = pnpm
      execFileSync(command, [...args, 'pack', '--pack-destination', folder], { cwd: dir })
      const list = execFileSync('sh', ['-c', 'tar -tzf *.tgz'], { cwd: folder, encoding: 'utf8' })
      return list.trim().split('\n')
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }

  it("is packed with the root's licence and nothing but what is built", () => {
    const others = packed('grants-video').filter(
      (path) => !path.startsWith('package/dist/') && path !== 'package/CHANGELOG.md',
    )
    expect(others.sort()).toEqual(['package/LICENSE', 'package/README.md', 'package/package.json'])
  })

  it.each(['jwt-core', 'cli'])('%s is packed with it beside the licences of what is built in', (name) => {
    const files = packed(name)
    expect(files).toContain('package/LICENSE')
    expect(files).toContain('package/dist/NOTICE-jose.md')
  })
})

describe('the folder that is packed into', () => {
  it('is replaced only where it holds nothing but packed packages', () => {
    const folder = mkdtempSync(join(tmpdir(), 'packed-'))
    try {
      writeFileSync(join(folder, 'cli-0.0.0.tgz'), '')
      expect(() => assertReplaceable(folder)).not.toThrow()
      expect(() => assertReplaceable(join(folder, 'new'))).not.toThrow()
      writeFileSync(join(folder, 'notes.md'), '')
      expect(() => assertReplaceable(folder)).toThrow('name another folder')
      expect(() => assertReplaceable(root)).toThrow('name another folder')
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

describe('the places of a grant', () => {
  it('are all taken in this repository', () => {
    expect(checkGrants()).toEqual([])
  })

  it('are told one by one where one is missing', () => {
    const read = (file: string): string => readFileSync(join(root, file), 'utf8')
    const scope = readScope()
    expect(checkGrant('grants-new', scope, read)).toContainEqual(expect.stringContaining('(README.md)'))
    const without = checkGrant('grants-sync', scope, (file) => (file === 'README.md' ? '' : read(file)))
    const before = checkGrant('grants-sync', scope, read)
    expect(without.filter((problem) => !before.includes(problem))).toEqual([
      'grants-sync: add its row to the table of packages (README.md)',
    ])
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

describe('regular expressions', () => {
  it('are found wherever they stand, and what is made at run time needs a reason', () => {
    const text = "const a = /x\\/y/gi\nfoo(/[/]+$/)\nnew RegExp(input)\nRegExp('a+')\n// no /comment/"
    const { patterns, problems } = findPatterns('a.ts', text)
    expect(patterns).toEqual([
      { place: 'a.ts:1', source: 'x\\/y', flags: 'gi' },
      { place: 'a.ts:2', source: '[/]+$', flags: '' },
    ])
    expect(problems.map((problem) => problem.split(':')[1])).toEqual(['3', '4'])
  })

  it.each<[RegExp, string | undefined]>([
    [/^(?:a|aa)+$/, 'exponential'],
    [/=+$/, '2nd degree polynomial'],
    // No automaton reads a reference back.
    [/^(a+)+\1$/, 'exponential'],
    [/^[\w-]{1,128}$/, undefined],
    [/={1,2}$/, undefined],
  ])('%s is told by the time it takes', async ({ source, flags }, complexity) => {
    const problem = await checkPattern({ place: 'a.ts:1', source, flags })
    if (complexity === undefined) expect(problem).toBeUndefined()
    else expect(problem).toContain(complexity)
  })
})
