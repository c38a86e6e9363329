import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readPublished, root } from '../checks/workspace.ts'

// Test runners hide globals, old runtimes lack them, and an application may install one after it has loaded us: no
// built library touches any while it loads. The fakes' ws, a server of Node's, is loaded before.

const GLOBALS = [
  ...[
    'TextDecoder',
    'TextEncoder',
    'atob',
    'btoa',
    'URL',
    'URLSearchParams',
    'crypto',
    'performance',
    'fetch',
  ],
  ...['Request', 'Response', 'Headers', 'FormData', 'AbortController', 'AbortSignal', 'Event', 'EventTarget'],
  ...['navigator', 'structuredClone', 'setTimeout', 'setInterval', 'WebSocket', 'MessageChannel', 'Intl'],
  ...['ReadableStream', 'Blob', 'Buffer'],
]

const entries = readPublished().flatMap(({ dir, manifest: { exports = {} } }) =>
  Object.keys(exports)
    .map((path) => (exports as Record<string, { require?: { default: string }; default?: string }>)[path])
    .flatMap((entry) => entry?.require?.default ?? entry?.default ?? [])
    .filter((path) => /\.c?js$/.test(path))
    .map((path) => join(dir, path)),
)

it('no entry touches a global while it loads', () => {
  const folder = mkdtempSync(join(root, 'node_modules/.load-'))
  const script = join(folder, 'load.cjs')
  writeFileSync(
    script,
    `const { writeSync } = require('node:fs')
require(${JSON.stringify(createRequire(join(root, 'packages/token-testing/package.json')).resolve('ws'))})
const own = new Map()
for (const name of ${JSON.stringify(GLOBALS)}) {
  own.set(name, Object.getOwnPropertyDescriptor(globalThis, name))
  Object.defineProperty(globalThis, name, { configurable: true, get() { throw new Error(name + ' was touched') } })
}
const touched = []
for (const entry of ${JSON.stringify(entries)})
  try { require(entry) } catch (error) { touched.push(entry + ': ' + error.message) }
for (const [name, descriptor] of own) {
  delete globalThis[name]
  if (descriptor) Object.defineProperty(globalThis, name, descriptor)
}
writeSync(1, JSON.stringify(touched))
`,
  )
  try {
    expect(entries.length).toBeGreaterThan(30)
    expect(JSON.parse(execFileSync(process.execPath, [script], { encoding: 'utf8' }))).toEqual([])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
