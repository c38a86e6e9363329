import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const source = { conditions: ['@x/source', 'node'] }

/** The drop-in from source, beside each version of twilio. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  resolve: source,
  ssr: { resolve: source },
  test: { name: 'twilio versions', include: ['src/**/*.test.ts'], testTimeout: 120_000 },
})
