import { defineConfig } from 'vitest/config'

const web = new URL('packages/jwt-core/src/platform/web.ts', import.meta.url).pathname
const source = { conditions: ['@x/source', 'node', 'import', 'module', 'default'] }

/** Each suite runs from source, with nothing built; jwt-core and access-token on both platform files. */
export default defineConfig({
  test: {
    projects: [
      {
        resolve: source,
        ssr: { resolve: source },
        test: { name: 'node', include: ['packages/*/test/**/*.test.ts'], testTimeout: 120_000 },
      },
      {
        resolve: { ...source, alias: { '#platform': web } },
        ssr: { resolve: source },
        test: {
          name: 'web',
          include: ['packages/{jwt-core,access-token}/test/**/*.test.ts'],
          testTimeout: 120_000,
        },
      },
      { test: { name: 'built', include: ['test/**/*.test.ts'], testTimeout: 120_000 } },
    ],
  },
})
