import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** What is published, tried as users get it. Apart from the unit tests, for it publishes, installs and takes minutes. */
// biome-ignore lint/style/noDefaultExport: vitest asks for it
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  test: {
    name: 'e2e',
    include: ['src/**/*.e2e.ts'],
    globalSetup: ['src/global_setup.ts'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // What each starts is parallel enough for two cores.
    fileParallelism: false,
  },
})
