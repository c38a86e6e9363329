import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** Ours from source. By alias: a condition would also reach the SDKs, and choose modules that Node cannot load. */
const source = (path: string) => fileURLToPath(new URL(`../../packages/${path}`, import.meta.url))
const alias = {
  '@x/token-source': source('token-source/src/index.ts'),
  '@x/token-testing/websocket': source('token-testing/src/websocket.ts'),
  '@x/token-testing': source('token-testing/src/index.ts'),
  '@x/jwt-core/token': source('jwt-core/src/token/index.ts'),
  '@x/jwt-core': source('jwt-core/src/index.ts'),
  '#platform': source('jwt-core/src/platform/node.ts'),
}

/** Apart from the unit tests, for the SDKs are an install of their own and lives take their time. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  resolve: { alias },
  test: {
    name: 'sdk-runs',
    include: ['src/**/*.run.ts'],
    // The short form goes without the older versions, and without lives of minutes.
    exclude: process.env.SDK_RUNS === 'long' ? [] : ['**/*_older.run.ts', '**/minute_timers.run.ts'],
    testTimeout: 3_600_000,
    hookTimeout: 300_000,
    maxConcurrency: 100,
    maxWorkers: 2,
    pool: 'forks',
    // Lives of seconds are at the mercy of a busy machine, for longer than one try. The long form, the proof, has one alone.
    retry: process.env.SDK_RUNS === 'long' ? 0 : 2,
    // The first releases of the Voice SDK register again at each `connected`, and leave their own rejection unhandled.
    onUnhandledError: ({ message }) =>
      !message.startsWith('Attempt to register when device is in state "registered"'),
  },
})
