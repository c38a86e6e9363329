import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** What is published, tried as users get it. Apart from the unit tests, for it publishes, installs and takes minutes. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  test: {
    name: 'e2e',
    include: ['src/**/*.e2e.ts'],
    globalSetup: ['src/global_setup.ts'],
    testTimeout: 900_000,
    hookTimeout: 900_000,
    // What each starts is parallel enough for two cores.
    fileParallelism: false,
  },
})
