import { defineConfig, mergeConfig } from 'vitest/config'
import base from './vitest.config.ts'

/** The packed packages beside people's own tools, which are heavy: a command of its own. */
export default defineConfig(
  mergeConfig(
    { ...base, test: { ...base.test, include: [] } },
    { test: { include: ['src/surroundings.tools.ts'] } },
  ),
)
