import { fileURLToPath } from 'node:url'
import { createContext, runInContext } from 'node:vm'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { expect, it } from 'vitest'
import type { createTokenSource, fetchFrom } from '../src/index.ts'
import { makeToken } from './tokens.ts'

const entry = fileURLToPath(new URL('../src/index.ts', import.meta.url))

async function bundle(names: string, format: 'esm' | 'iife' = 'esm'): Promise<string> {
  const result = await build({
    stdin: { contents: `export { ${names} } from ${JSON.stringify(entry)}`, resolveDir: '.' },
    ...{ bundle: true, minify: true, write: false, target: 'es2022', format, globalName: 'source' },
  })
  return result.outputFiles[0]?.text as string
}

it.each([
  ['createTokenSource', 3 * 1024],
  ['fetchFrom', 2 * 1024],
  ['createTokenSource, fetchFrom, TokenSourceError', 4 * 1024],
  ['bindVoice', 1024],
  ['bindConversations', 1024],
  ['bindSync', 1024],
  ['bindTaskRouter', 1024],
])('%s weighs no more than %i bytes', async (names, most) => {
  expect(gzipSync(await bundle(names), { level: 9 }).length).toBeLessThanOrEqual(most)
})

it('a bind brings nothing of the others along, nor of the source', async () => {
  const code = await bundle('bindTaskRouter')
  expect(code).not.toMatch(/connectionStateChanged|tokenWillExpire|ERR_/)
})

it('works where there is little more than timers and AbortController', async () => {
  const iat = 1_700_000_000
  const token = makeToken({ iat, exp: iat + 3600, identity: 'Zoë 🦊' })
  const context = createContext({
    token,
    ...{ setTimeout, clearTimeout, AbortController },
    fetch: async () => ({ status: 200, headers: { get: () => null }, text: async () => token }),
  })
  // Hermes has no more than React Native gives it; these a context has by itself.
  runInContext('delete globalThis.WebAssembly; delete globalThis.SharedArrayBuffer', context)
  for (const name of [
    'atob',
    'TextDecoder',
    'document',
    'AbortSignal',
    'performance',
    'crypto',
    'URL',
    'self',
  ]) {
    expect(runInContext(`typeof ${name}`, context)).toBe('undefined')
  }
  runInContext(await bundle('createTokenSource, fetchFrom', 'iife'), context)
  const test = `(async () => {
    const one = source.createTokenSource(source.fetchFrom('/token'))
    const heard = []
    one.subscribe((token) => heard.push(token))
    const got = await one.get()
    const { state } = one
    const other = source.createTokenSource(async () => token.replace(/\\.[^.]*\\./, '.' + 'e30' + '.'))
    const { code } = await other.get().catch((error) => error)
    one.stop()
    return { got, heard, state, code }
  })()`
  expect(await runInContext(test, context)).toEqual({
    got: token,
    heard: [token],
    state: 'fresh',
    code: 'ERR_TOKEN_UNREADABLE',
  })
})

it('touches no global when it is loaded', async () => {
  const context = createContext({})
  const kept = ['Object', 'Error', 'WeakMap', 'globalThis']
  runInContext(
    `for (const name of Object.getOwnPropertyNames(globalThis)) {
      if (!${JSON.stringify(kept)}.includes(name)) try { delete globalThis[name] } catch {}
    }`,
    context,
  )
  const everything = 'createTokenSource, fetchFrom, bindVoice, bindConversations, bindSync, bindTaskRouter'
  runInContext(await bundle(everything, 'iife'), context)
})

it('reads an identity in any letters', async () => {
  const module = {
    exports: {} as { createTokenSource: typeof createTokenSource; fetchFrom: typeof fetchFrom },
  }
  new Function('module', `${await bundle('createTokenSource', 'iife')};module.exports = source`)(module)
  const names = ['Zoë 🦊', 'Zoë 🦝']
  const source = module.exports.createTokenSource(async () =>
    makeToken({ iat: 1, exp: 3601, identity: names.shift() as string }),
  )
  await source.get()
  await expect(source.get({ force: true })).rejects.toMatchObject({ code: 'ERR_IDENTITY_CHANGED' })
})
