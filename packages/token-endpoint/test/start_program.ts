import { type ChildProcess, spawn } from 'node:child_process'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** Where what is built for a run goes: beside the packages that it imports. */
const folder = join(dirname(fileURLToPath(import.meta.url)), '../node_modules/.test')

/** Builds a program beside the tests from source, so that a process of its own can run it, and gives its path. */
export async function buildProgram(name: string): Promise<string> {
  const outfile = join(folder, `${basename(name, '.ts')}.mjs`)
  await build({
    entryPoints: [fileURLToPath(new URL(name, import.meta.url))],
    ...{ outfile, bundle: true, platform: 'node', format: 'esm', logLevel: 'error' },
    conditions: ['@x/source'],
    external: ['ioredis', 'rate-limiter-flexible'],
  })
  return outfile
}

/** Starts a program and gives the first line that it says. */
export async function startProgram(
  path: string,
  env: Readonly<Record<string, string>>,
): Promise<{ child: ChildProcess; line: string }> {
  const child = spawn(process.execPath, [path], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const line = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (text) => resolve(String(text).trim()))
    child.once('exit', (code) => reject(new Error(`${basename(path)} ended with ${code}`)))
  })
  return { child, line }
}
