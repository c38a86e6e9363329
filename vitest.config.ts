import { defineConfig } from 'vitest/config'

const web = new URL('packages/jwt-core/src/platform/web.ts', import.meta.url).pathname
// Now and then a fork ends without telling Vitest's pool, which then waits for it for ever.
const pool = 'threads'
const source = { conditions: ['@x/source', 'node'] }

/** Each suite runs from source, with nothing built; jwt-core and access-token on both platform files. */
export default defineConfig({
  test: {
    projects: [
      {
        resolve: source,
        ssr: { resolve: source },
        test: {
          name: 'node',
          pool,
          include: ['packages/*/test/**/*.test.ts', 'tools/{simulation,fuzz,strictness}/*.test.ts'],
          testTimeout: 120_000,
        },
      },
      {
        resolve: { ...source, alias: { '#platform': web } },
        ssr: { resolve: source },
        test: {
          name: 'web',
          pool,
          include: ['packages/{jwt-core,access-token}/test/**/*.test.ts'],
          testTimeout: 120_000,
        },
      },
      { test: { name: 'built', pool, include: ['tools/testing/*.test.ts'], testTimeout: 120_000 } },
    ],
  },
})
