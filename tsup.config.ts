import { readFileSync } from 'node:fs'
import { defineConfig } from 'tsup'

/**
 * One build for every package. It is run in the package's folder, and what it builds follows from that
 * package.json alone: each `./src/….ts` named under `exports`, `imports` or `bin` is an entry.
 */
const manifest = JSON.parse(readFileSync('package.json', 'utf8'))
const text = JSON.stringify([manifest.exports, manifest.imports, manifest.sourceBin])
const entries = [...new Set(text.match(/\.\/src\/[^"]+\.ts/g))]
const isCommand = manifest.bin !== undefined

export default defineConfig({
  entry: Object.fromEntries(entries.map((path) => [path.slice('./src/'.length, -'.ts'.length), path])),
  format: isCommand ? ['esm'] : ['esm', 'cjs'],
  // A command has no importers, so it ships no types.
  dts: !isCommand,
  tsconfig: '../../tsconfig.base.json',
  target: 'es2022',
  platform: 'neutral',
  external: [/^#/, /^node:/],
  // `splitting` stays at its default, ESM only: for CommonJS it goes through a transform that loses class names.
  treeshake: false,
  // `crypto` without `node:` could be a package of that name to another bundler.
  removeNodeProtocol: false,
  clean: true,
  silent: true,
})
