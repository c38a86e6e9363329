// For Cloudflare's runtime: a worker that answers with the results.
import * as packages from './packages.js'
import { runSuite } from './suite.js'
import vectors from './tokens.json' with { type: 'json' }

// biome-ignore lint/style/noDefaultExport: a worker is its module's default export
export default {
  async fetch() {
    return Response.json(await runSuite(packages, vectors, { sync: false }))
  },
}
