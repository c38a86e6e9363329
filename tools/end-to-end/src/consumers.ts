import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { App } from './app.ts'
import { ours } from './context.ts'
import { type Format, writeProgram } from './program.ts'
import { run } from './run.ts'

const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc')

/** How TypeScript finds a package, with the name of a file that is read in that way. */
export const RESOLUTIONS = [
  { resolution: 'bundler', file: 'bundler.ts' },
  { resolution: 'node16', file: 'node16.mts' },
  { resolution: 'node16', file: 'node16.cts' },
  { resolution: 'nodenext', file: 'nodenext.mts' },
  { resolution: 'nodenext', file: 'nodenext.cts' },
] as const

export type Resolution = (typeof RESOLUTIONS)[number]

/** Type-checks a program in an application: strictly, and with the packages' own declarations. Throws what tsc says. */
export async function checkTypes(
  app: App,
  { resolution, file }: Resolution,
  program: string,
  lib: readonly string[] = ['es2022'],
): Promise<void> {
  await writeFile(join(app.folder, file), program)
  const compilerOptions = {
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    noEmit: true,
    types: [],
    target: 'es2022',
    lib,
    module: resolution === 'bundler' ? 'esnext' : resolution,
    moduleResolution: resolution,
  }
  const config = join(app.folder, `tsconfig.${file}.json`)
  await writeFile(config, JSON.stringify({ compilerOptions, files: [file] }))
  await run(process.execPath, [tsc, '-p', config], { cwd: app.folder })
}

/** Runs a program in an application and gives what it wrote, read as JSON. */
export async function runProgram(
  app: App,
  format: Format,
  imports: Readonly<Record<string, readonly string[]>>,
  body: string,
): Promise<unknown> {
  const file = join(app.folder, format === 'cjs' ? 'program.cjs' : 'program.mjs')
  await writeFile(file, writeProgram(format, imports, body))
  const { stdout } = await run(process.execPath, [file], { cwd: app.folder })
  return JSON.parse(stdout)
}

/** Every entry point that installed packages of ours have, by short names: `@x/jwt-core`, `@x/jwt-core/grant` and so on. */
export async function entryPointsOf(folder: string, names: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for (const name of names) {
    const file = join(folder, 'node_modules', ours(name), 'package.json')
    const { exports = {} } = JSON.parse(await readFile(file, 'utf8')) as { exports?: object }
    const paths = Object.keys(exports).filter((path) => path !== './package.json')
    found.push(...paths.map((path) => `${ours(name)}${path.slice(1)}`))
  }
  return found
}
