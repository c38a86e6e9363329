// Runs some suites in the runtime that it is started in, and writes what they gave as JSON.
import { allSuites, runSuite, type SuiteResult } from './suites.ts'

const [ids = '', rounds = '', slice = ''] = process.argv.slice(2)
const results: SuiteResult[] = []
for (const suite of allSuites().filter(({ id }) => ids.split(',').includes(id)))
  results.push(await runSuite(suite, { rounds: Number(rounds), slice: Number(slice) }))
process.stdout.write(JSON.stringify(results))
