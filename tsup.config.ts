import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative, sep } from 'node:path'
import { defineConfig, type Options } from 'tsup'
import { commonJsFiles, folders } from './tools/checks/old_resolvers.ts'
import { markTypeExports } from './tools/checks/type_exports.ts'

/**
 * One build for every package. It is run in the package's folder, and what it builds follows from that
 * package.json alone: each `./src/….ts` named under `exports`, `imports` or `bin` is an entry.
 */
const manifest = JSON.parse(readFileSync('package.json', 'utf8'))
const text = JSON.stringify([manifest.exports, manifest.imports, manifest.sourceBin])
const entries = [...new Set(text.match(/\.\/src\/[^"]+\.ts/g))]
const isCommand = manifest.bin !== undefined

/** ESM alone: CommonJS has no way to it but `import()`, which Jest has only behind a flag. */
const ESM_ONLY = /^jose(\/|$)/
/** What stands for the global `crypto` in what is bundled. */
const JOSE_CRYPTO = 'src/platform/jose_crypto.ts'
const bundled = Object.keys(manifest.dependencies ?? {}).filter((name) => ESM_ONLY.test(name))

/**
 * A command is started anew for each call, and to find its modules one by one would take longer than the call. What it
 * imports of its devDependencies is built in, in a few files; what is among its dependencies is installed beside it.
 * Here are the folders of what is built in and not of this workspace, by their names.
 */
const builtIn = new Map<string, string>()

const noteBuiltIn: NonNullable<Options['esbuildPlugins']>[number] = {
  name: 'note-built-in',
  setup(build) {
    if (!isCommand) return
    build.initialOptions.metafile = true
    build.onEnd(({ metafile }) => {
      for (const path of Object.keys(metafile?.inputs ?? {})) {
        const [, folder, name] = /^(.*node_modules\/((?:@[^/]+\/)?[^/]+))\//.exec(path) ?? []
        if (folder !== undefined && name !== undefined) builtIn.set(name, folder)
      }
    })
  },
}

/** CommonJS has what is ESM alone within it; ESM imports it. */
const esmOnly: NonNullable<Options['esbuildPlugins']>[number] = {
  name: 'esm-only',
  setup(build) {
    if (build.initialOptions.format !== 'cjs' && !isCommand)
      build.onResolve({ filter: ESM_ONLY }, ({ path }) => ({ path, external: true }))
  },
}

/** CommonJS requires by its path what ESM imports by a name from the package's `imports`, for resolvers without that. */
const importsByPath: NonNullable<Options['plugins']>[number] = {
  name: 'imports-by-path',
  renderChunk(code, { path }) {
    if (this.format !== 'cjs') return
    const byPath = (_: string, name: string): string => {
      const [file] = commonJsFiles(manifest.imports[name])
      const from = relative(dirname(path), file).split(sep).join('/')
      return `require("${from.startsWith('.') ? from : `./${from}`}")`
    }
    return { code: code.replace(/\brequire\("(#[\w/-]+)"\)/g, byPath) }
  },
}

// Declarations are bundled beside the code, and nothing is called once they are there.
process.once('exit', () => {
  for (const path of isCommand ? [] : entries)
    for (const suffix of ['.d.ts', '.d.cts'])
      markTypeExports(path, join('dist', path.slice('./src/'.length, -'.ts'.length) + suffix))
})

export default defineConfig({
  entry: Object.fromEntries(entries.map((path) => [path.slice('./src/'.length, -'.ts'.length), path])),
  format: isCommand ? ['esm'] : ['esm', 'cjs'],
  // A command has no importers, so it ships no types.
  dts: !isCommand,
  tsconfig: '../../tsconfig.base.json',
  target: 'es2022',
  platform: isCommand ? 'node' : 'neutral',
  // What is CommonJS within a command requires Node's own modules.
  banner: isCommand
    ? {
        js: "import { createRequire as $createRequire } from 'node:module'; const require = $createRequire(import.meta.url);",
      }
    : {},
  external: isCommand ? [/^node:/] : [/^#/, /^node:/],
  noExternal: [ESM_ONLY],
  esbuildPlugins: [esmOnly, noteBuiltIn],
  plugins: [importsByPath],
  esbuildOptions(options, { format }) {
    // What is ESM alone looks for a global that some surroundings of CommonJS hide.
    if (format === 'cjs' && bundled.length > 0) options.inject = [JOSE_CRYPTO]
  },
  // `splitting` stays at its default, ESM only: for CommonJS it goes through a transform that loses class names.
  treeshake: false,
  // `crypto` without `node:` could be a package of that name to another bundler.
  removeNodeProtocol: false,
  clean: true,
  silent: true,
  async onSuccess() {
    for (const [folder, fields] of Object.entries(folders(manifest))) {
      mkdirSync(folder, { recursive: true })
      writeFileSync(
        join(folder, 'package.json'),
        `${JSON.stringify({ ...fields, sideEffects: false }, null, 2)}\n`,
      )
    }
    // Whoever passes code on passes its licence on. Not as LICENSE…: pnpm packs no LICENSE of ours where one stands anywhere.
    for (const name of bundled) {
      const main = createRequire(join(process.cwd(), 'package.json')).resolve(`${name}/package.json`)
      builtIn.set(name, dirname(main))
    }
    for (const [name, folder] of builtIn) {
      const licence = readdirSync(folder).find((file) => /^licen[cs]e/i.test(file))
      if (licence === undefined) throw new Error(`${name} has no licence to pass on`)
      copyFileSync(join(folder, licence), join('dist', `NOTICE-${name.replaceAll('/', '-')}.md`))
    }
  },
})
