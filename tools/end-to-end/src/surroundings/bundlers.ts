import { beforeAll, describe, expect, it } from 'vitest'
import { ours } from '../context.ts'
import { run } from '../run.ts'
import { print, program, RESULT } from './programs.ts'
import { createProject, type Project } from './project.ts'
import { note } from './rows.ts'

const WHAT = 'bundles for browsers and for Node; the bundle mints and verifies'

/** A resolver that knows no `exports`, and a parser that knows no new syntax: what its users give it. */
const WEBPACK_4 = `
module.exports = {
  mode: 'production',
  context: __dirname,
  devtool: false,
  // Its own hash is one that OpenSSL 3 has not.
  output: { path: __dirname + '/out', publicPath: '/', hashFunction: 'sha256' },
  module: {
    rules: [{
      test: /\\.[cm]?js$/,
      type: 'javascript/auto',
      use: { loader: 'babel-loader', options: { presets: [['@babel/preset-env', { targets: 'node 10' }]] } },
    }],
  },
}`

describe('webpack 4 with babel', () => {
  it('resolves every package and sub-path', async () => {
    const project = await createProject('webpack-4', {
      webpack: '^4.47.0',
      'webpack-cli': '^4.10.0',
      'babel-loader': '^8.3.0',
      '@babel/core': '^7.23.0',
      '@babel/preset-env': '^7.23.0',
    })
    await project.write('webpack.config.js', WEBPACK_4)
    for (const format of ['esm', 'cjs'] as const) {
      await project.write('main.js', program(format, print))
      // Old Node has no \`node:\`: for Node, what its own platform file requires stays outside.
      await project.exec('webpack', ['--entry', './main.js', '--target', 'web', '-o', './out'])
      expect(await project.nodeAsBrowser('out/main.js')).toEqual(RESULT)
    }
    note('webpack 4', await project.version('webpack'), '`babel-loader`', 'bundles for browsers')
  })
})

describe('bundlers', () => {
  let project: Project
  beforeAll(async () => {
    project = await createProject('bundlers', {
      webpack: '^5.100.0',
      'webpack-cli': '^6.0.0',
      rollup: '^4.60.0',
      '@rollup/plugin-node-resolve': '^16.0.0',
      '@rollup/plugin-commonjs': '^28.0.0',
      vite: '^7.0.0',
      esbuild: '^0.27.0',
      browserify: '^17.0.0',
      babelify: '^10.0.0',
      '@babel/core': '^7.23.0',
      '@babel/preset-env': '^7.23.0',
      eslint: '^8.57.0',
      'eslint-plugin-import': '^2.31.0',
    })
    await project.write('main.mjs', program('esm', print))
    await project.write('main.cjs', program('cjs', print))
  })

  it('webpack 5', async () => {
    for (const [entry, target] of [
      ['./main.mjs', 'web'],
      ['./main.cjs', 'web'],
      ['./main.mjs', 'node'],
    ] as const) {
      // A page is told where its chunks are, which Node has no address for.
      const out = [
        ...['-o', './out-webpack', '--output-filename', 'main.cjs'],
        ...(target === 'web' ? ['--output-public-path', '/'] : []),
      ]
      await project.exec('webpack', ['--mode', 'production', '--entry', entry, '--target', target, ...out])
      const result = target === 'web' ? project.nodeAsBrowser : project.node
      expect(await result('out-webpack/main.cjs')).toEqual(RESULT)
    }
    note('webpack 5', await project.version('webpack'), '`import` and `require`', WHAT)
  })

  it('rollup', async () => {
    await project.write(
      'rollup.config.mjs',
      `import commonjs from '@rollup/plugin-commonjs'
import resolve from '@rollup/plugin-node-resolve'
export default [true, false].map((browser) => ({
  input: 'main.mjs',
  external: /^node:/,
  output: { file: 'out-rollup/' + browser + '.mjs', inlineDynamicImports: true },
  plugins: [resolve({ browser, preferBuiltins: true }), commonjs()],
}))`,
    )
    await project.exec('rollup', ['-c', '--silent'])
    for (const browser of [true, false])
      expect(await project.node(`out-rollup/${browser}.mjs`)).toEqual(RESULT)
    note('rollup', await project.version('rollup'), '`import`', WHAT)
  })

  it('vite', async () => {
    await project.write(
      'vite.config.mjs',
      "export default { build: { outDir: 'out-vite', rollupOptions: { input: 'main.mjs', output: { entryFileNames: 'main.mjs' } } } }",
    )
    await project.exec('vite', ['build', '--logLevel', 'error'])
    expect(await project.node('out-vite/main.mjs')).toEqual(RESULT)
    note('vite', await project.version('vite'), '`import`', 'bundles for browsers')
  })

  it('esbuild', async () => {
    for (const platform of ['browser', 'node'])
      for (const entry of ['main.mjs', 'main.cjs']) {
        const out = `out-esbuild/${platform}.${entry}`
        await project.exec('esbuild', [
          ...[entry, '--bundle', `--platform=${platform}`, `--outfile=${out}`, '--log-level=error'],
          `--format=${entry.endsWith('mjs') ? 'esm' : 'cjs'}`,
        ])
        expect(await project.node(out)).toEqual(RESULT)
      }
    note('esbuild', await project.version('esbuild'), '`import` and `require`', WHAT)
  })

  it('browserify', async () => {
    // Its own parser knows no class fields: its users have them transpiled, in what they install too.
    await project.write(
      'browserify.cjs',
      `require('browserify')('./main.cjs').transform('babelify', {
        global: true, extensions: ['.js', '.cjs'], presets: [['@babel/preset-env', { targets: 'node 10' }]],
      }).bundle().pipe(require('fs').createWriteStream('browserified.cjs'))`,
    )
    await run(process.execPath, ['browserify.cjs'], { cwd: project.folder })
    expect(await project.nodeAsBrowser('browserified.cjs')).toEqual(RESULT)
    note('browserify', await project.version('browserify'), '`require`, `babelify`', 'bundles for browsers')
  })

  it('eslint-plugin-import finds every package and sub-path', async () => {
    const rules = {
      'import/no-unresolved': ['error', { commonjs: true }],
      'import/named': 'error',
      'import/namespace': 'error',
    }
    await project.write(
      '.eslintrc.json',
      JSON.stringify({
        root: true,
        plugins: ['import'],
        parserOptions: { ecmaVersion: 2022, sourceType: 'module' },
        env: { node: true },
        rules,
      }),
    )
    await project.write('lint.js', program('esm', print))
    await project.write('lint_cjs.js', program('cjs', print))
    await project.exec('eslint', ['lint.js', 'lint_cjs.js'])
    await project.write('lint_bad.js', `import '${ours('jwt-core')}/nothing'\n`)
    await expect(project.exec('eslint', ['lint_bad.js'])).rejects.toThrow(/no-unresolved/)
    note('eslint-plugin-import', await project.version('eslint-plugin-import'), 'no resolver', 'finds all')
  })
})
