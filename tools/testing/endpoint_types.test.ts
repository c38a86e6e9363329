import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it } from 'vitest'

// Beside the package, whose name leads to what was built.
const beside = fileURLToPath(new URL('../../packages/token-endpoint/node_modules/', import.meta.url))
const folder = mkdtempSync(join(beside, '.types-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const program = `
import { createIssuer, createTokenEndpoint, deny, memoryLimiter } from '@x/token-endpoint'
import { fromRateLimiter } from '@x/token-endpoint/rate-limiter-flexible'
import { toFunctionHandler } from '@x/token-endpoint/twilio-functions'
const endpoint = createTokenEndpoint({
  issuer: createIssuer({ accountSid: 'AC1', apiKeySid: 'SK1', apiKeySecret: 'x' }),
  authorize: (request) =>
    request.headers.get('cookie') === null ? deny(401) : { identity: request.url, grants: [] },
  limiter: memoryLimiter({ limit: 1, per: 1 }),
})
// @ts-expect-error an endpoint without authorize is open to all
createTokenEndpoint({ issuer: createIssuer({ accountSid: 'AC1', apiKeySid: 'SK1', apiKeySecret: 'x' }) })
const status: Promise<number> = endpoint(undefined as never).then((response) => response.status)
export { fromRateLimiter, status, toFunctionHandler }
`
const withFetch = `${program}
export const handler: (request: Request) => Promise<Response> = endpoint
`

it.each([
  ['no library of types', program, ['es2022'], []],
  ['DOM', withFetch, ['es2022', 'dom'], []],
  ['WebWorker', withFetch, ['es2022', 'webworker'], []],
  ['@types/node', withFetch, ['es2022'], ['node']],
  ['DOM and @types/node', withFetch, ['es2022', 'dom'], ['node']],
])('the built types work with %s', (_, text, lib, types) => {
  writeFileSync(join(folder, 'app.mts'), text)
  const compilerOptions = {
    ...{ strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false, noEmit: true },
    ...{ target: 'es2022', module: 'nodenext', lib, types },
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['app.mts'] }))
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc')
  expect(spawnSync(process.execPath, [tsc, '-p', folder], { encoding: 'utf8' }).stdout).toBe('')
})
