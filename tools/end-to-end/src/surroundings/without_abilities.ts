// Runtimes that lack what Node and browsers have: each says what is missing, and does without where it can.

import { join } from 'node:path'
import { createContext, runInContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { ours } from '../context.ts'
import { run } from '../run.ts'
import { bundleFor } from '../runtimes/bundle.ts'
import { openPage } from '../runtimes/chromium.ts'
import { createProject, type Project } from './project.ts'
import { note } from './rows.ts'

/** Made with another secret: what matters is that it can be read. */
const LIFELESS = [
  { alg: 'HS256', typ: 'JWT', cty: 'twilio-fpa;v=1' },
  { jti: 'SK1-1', grants: { identity: 'Zoë 👩‍🚀' }, iat: 1, exp: 2, iss: 'SK1', sub: 'AC1' },
]
  .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
  .concat('c2lnbmF0dXJl'.padEnd(43, 'A'))
  .join('.')

const program = (): string => `
import { AccessToken } from '${ours('access-token')}'
import { decodeUnverified } from '${ours('jwt-core')}'
import { diagnose } from '${ours('token-doctor')}'
const text = '${LIFELESS}'
const code = (error) => error.code ?? String(error)
globalThis.results = (async () => {
  const { payload } = decodeUnverified(text)
  const found = await diagnose(text)
  const token = new AccessToken('AC1', 'SK1', 'a secret for the application, 32 bytes', { identity: 'alice' })
  const minted = await token.toJwt().then(() => 'minted', code)
  const verified = await AccessToken.verify(text, 'a secret for the application, 32 bytes').then(() => 'verified', code)
  return JSON.stringify([payload.grants.identity, found.kind, minted, verified])
})()
`
const LACKS = ['Zoë 👩‍🚀', 'access-token', 'ERR_RUNTIME_UNSUPPORTED', 'ERR_RUNTIME_UNSUPPORTED']

/** Prints what minting and verifying give with each algorithm, and what a wrong secret is answered. */
const mintingProgram = (): string => `
import { AccessToken } from '${ours('access-token')}'
const secret = 'a secret for the application, 32 bytes'
async function main() {
  const found = []
  for (const algorithm of ['HS256', 'HS384', 'HS512']) {
    const jwt = await new AccessToken('AC1', 'SK1', secret, { identity: 'Zoë', algorithm }).toJwt()
    const { identity } = await AccessToken.verify(jwt, secret)
    const refused = await AccessToken.verify(jwt, secret + '!').catch((error) => error.code ?? String(error))
    found.push(identity, refused)
  }
  return JSON.stringify(found)
}
main().then(print, (error) => print(error.stack))
`
const MINTED = Array(3).fill(['Zoë', 'ERR_SIGNATURE_INVALID']).flat()

async function runStripped(code: string, abilities: object = {}): Promise<unknown> {
  // A context has the language alone, as Hermes does: no TextDecoder, atob, crypto, URL, Buffer or process.
  const context = createContext({ console: undefined, ...abilities })
  runInContext(
    'globalThis.globalThis = globalThis; globalThis.self = globalThis; globalThis.window = globalThis',
    context,
  )
  runInContext(code, context)
  return JSON.parse((await runInContext('globalThis.results', context)) as string)
}

describe('a runtime with the language alone', () => {
  it('decodes and diagnoses, and says what minting lacks', async () => {
    const project = await createProject('stripped', {})
    await project.write('main.mjs', program())
    const code = await bundleFor({ folder: project.folder, scope: '' }, 'main.mjs', ['browser'])
    expect(await runStripped(`(() => {${code}})()`)).toEqual(LACKS)
    note('the language alone', 'ES2022', '`browser`, bundled', 'decodes, diagnoses; says what minting lacks')
  })
})

/**
 * What an app in React Native has at start-up, its `window` first, and has installed: pure JavaScript, since native modules
 * are no part of this.
 * `getRandomValues` is the one that `react-native-get-random-values` fills by a native module.
 */
const POLYFILLS = `
globalThis.window ??= globalThis
require('fast-text-encoding')
const { decode, encode } = require('base-64')
globalThis.atob ??= decode
globalThis.btoa ??= encode
globalThis.crypto = { getRandomValues: (bytes) => bytes.fill(7) }
globalThis.navigator ??= { product: 'ReactNative' }
globalThis.XMLHttpRequest ??= class { getResponseHeader() { return null } }
globalThis.setTimeout ??= (call) => { call() }
`

/** A `crypto.subtle` in JavaScript: a few lines over @noble/hashes. */
const SUBTLE = `
const { hmac } = require('@noble/hashes/hmac.js')
const { sha256, sha384, sha512 } = require('@noble/hashes/sha2.js')
const HASHES = { 'SHA-256': sha256, 'SHA-384': sha384, 'SHA-512': sha512 }
const mac = ({ algorithm, secret }, data) => hmac(HASHES[algorithm.hash.name ?? algorithm.hash], secret, data)
globalThis.crypto.subtle = {
  importKey: async (_, bytes, algorithm, extractable, usages) =>
    ({ type: 'secret', algorithm, extractable, usages, secret: new Uint8Array(bytes) }),
  sign: async (_, key, data) => mac(key, data).buffer,
  verify: async (_, key, signature, data) => mac(key, data).every((byte, at) => byte === signature[at]),
}`
const POLYFILL_PACKAGES = {
  'fast-text-encoding': '^1.0.6',
  'base-64': '^1.0.0',
  '@noble/hashes': '^2.0.0',
}

/** React Native's own configuration, but for what its start-up installs. */
const METRO = `
const { getDefaultConfig } = require('@react-native/metro-config')
const { resolver, serializer, ...config } = getDefaultConfig(__dirname)
module.exports = {
  ...config,
  serializer: { ...serializer, getModulesRunBeforeMainModule: () => [] },
  resolver: { ...resolver, unstable_enablePackageExports: process.env.PACKAGE_EXPORTS === 'true' },
  reporter: { update() {} },
}
`

describe('Metro with the preset of React Native, then Hermes', () => {
  let project: Project
  it.each(['false', 'true'])('bundles, decodes and diagnoses with package exports %s', async (exports) => {
    project ??= await createProject('metro', {
      metro: '^0.87.0',
      '@react-native/metro-config': '^0.88.0',
      '@react-native/babel-preset': '^0.88.0',
      '@babel/core': '^7.25.0',
      ...POLYFILL_PACKAGES,
      // The last Hermes that npm has as a program: that of React Native 0.70.
      'hermes-engine-cli': '0.12.0',
    })
    await project.write('metro.config.js', METRO)
    await project.write('babel.config.js', "module.exports = { presets: ['@react-native/babel-preset'] }")
    await project.write(
      'main.js',
      `${program()}\nglobalThis.results.then(print, (error) => print(error.stack))\n`,
    )
    const args = [
      'build',
      'main.js',
      '--out',
      'out.js',
      '--platform',
      'android',
      '--dev',
      'false',
      '-z',
      'false',
    ]
    const runHermes = async (): Promise<unknown> => {
      await project.exec('metro', args, { PACKAGE_EXPORTS: exports })
      const hermes = join(project.folder, 'node_modules/hermes-engine-cli/linux64-bin/hermes')
      const { stdout } = await run(hermes, ['-w', 'out.js'], { cwd: project.folder })
      return JSON.parse(stdout)
    }
    expect(await runHermes()).toEqual(LACKS)
    const setting = exports === 'true' ? 'with `exports`' : 'without `exports`'
    const versions = `${await project.version('metro')}, ${await project.version('hermes-engine-cli')}`
    note('Metro, Hermes', versions, setting, 'decodes, diagnoses; says what minting lacks')
    const main = `require('./polyfills.js')\nrequire('./minting.js')\n`
    await project.write('main.js', main)
    await project.write('minting.js', mintingProgram())
    await project.write('polyfills.js', `${POLYFILLS}${SUBTLE}`)
    expect(await runHermes()).toEqual(MINTED)
    const noble = await project.version('@noble/hashes')
    note(
      'Metro, Hermes, polyfills and @noble/hashes',
      noble,
      setting,
      'mints and verifies HS256, HS384 and HS512',
    )
  })
})

describe('a page on plain http in Chromium', () => {
  it('decodes and diagnoses, and says that minting wants a secure page', async ({ skip }) => {
    const project = await createProject('plain-http', {})
    await project.write('main.mjs', program())
    const code = await bundleFor({ folder: project.folder, scope: '' }, 'main.mjs', ['browser'])
    const page = await openPage('http://app.test/', code, project.folder)
    if (page === undefined) return skip('no Chromium here')
    expect(JSON.parse(page.result as string)).toEqual(LACKS)
    note(
      'Chromium on plain http',
      page.version,
      '`browser`, bundled',
      'decodes, diagnoses; says what minting lacks',
    )
  })
})
