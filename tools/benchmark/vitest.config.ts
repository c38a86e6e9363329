import { defineConfig } from 'vitest/config'

/** On the built packages, as they are measured. */
export default defineConfig({
  test: { name: 'benchmark', include: ['test/*.test.ts'], testTimeout: 120_000 },
})
