// Cloudflare's runtime, as miniflare brings it.
import { createRequire } from 'node:module'
import { Miniflare } from 'miniflare'
import { bundleFor } from './bundle.ts'
import { parseResult, type Runtime } from './runtime.ts'

const require = createRequire(import.meta.url)

export const WORKERD: Runtime = {
  name: 'workerd',
  sync: false,
  conditions: '`workerd`, `worker`, bundled',
  async version() {
    return (
      require(require.resolve('workerd/package.json', { paths: [require.resolve('miniflare')] })) as {
        version: string
      }
    ).version
  },
  async run(app) {
    const miniflare = new Miniflare({
      modules: true,
      script: await bundleFor(app, 'main_workerd.js', ['workerd', 'worker']),
      compatibilityDate: '2026-01-01',
      // No nodejs_compat: nothing of Node is there to lean on.
      compatibilityFlags: [],
      // Else miniflare asks Cloudflare for a sample of request properties.
      cf: false,
    })
    try {
      const response = await miniflare.dispatchFetch('http://localhost/')
      const text = await response.text()
      if (!response.ok) throw new Error(text)
      return parseResult(text)
    } finally {
      await miniflare.dispose()
    }
  },
}
