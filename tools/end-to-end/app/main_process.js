// For runtimes that are a process: Node, Bun, Deno. Writes the results to stdout as JSON.
import * as packages from './packages.js'
import { runSuite } from './suite.js'
import vectors from './tokens.json' with { type: 'json' }

console.log(JSON.stringify(await runSuite(packages, vectors, { sync: true })))
