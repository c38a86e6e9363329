import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** The page of `@x/token-page`, as `xtoken page` serves it once built, in Chromium. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  resolve: { conditions: ['@x/source', 'node'] },
  ssr: { resolve: { conditions: ['@x/source', 'node'] } },
  test: {
    name: 'page',
    include: ['src/page/*.page.ts'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // One Chromium at a time is what two cores bear.
    fileParallelism: false,
  },
})
