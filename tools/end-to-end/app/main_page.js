// For browsers: a script that leaves the results in a global.
import * as packages from './packages.js'
import { runSuite } from './suite.js'
import vectors from './tokens.json' with { type: 'json' }

globalThis.results = runSuite(packages, vectors, { sync: false })
