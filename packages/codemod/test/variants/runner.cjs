// Loads programs one after the other under a frozen clock, and writes what each gives.
const { readFileSync, writeFileSync } = require('node:fs')
const { pathToFileURL } = require('node:url')
require('../frozen_clock.cjs')

console.error = () => {}
process.on('uncaughtException', () => {})
process.on('unhandledRejection', () => {})

globalThis.Twilio = { jwt: require('twilio').jwt }

async function run({ file, drive }) {
  try {
    const app = file.endsWith('.mjs') ? await import(pathToFileURL(file)) : require(file)
    const given = await Promise.race([
      new Function(`return ${drive}`)()(app),
      new Promise((resolve) => setTimeout(resolve, 2000, 'nothing came')),
    ])
    return { given }
  } catch (error) {
    return { error: String(error) }
  }
}

async function main() {
  const { jobs, out } = JSON.parse(readFileSync(process.argv[2], 'utf8'))
  const results = []
  for (const job of jobs) results.push(await run(job))
  writeFileSync(out, JSON.stringify(results))
  process.exit(0)
}

main()
