#!/usr/bin/env node
import { run } from './program.ts'

// `xtoken … | head` closes the pipe early, which is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

process.exitCode = await run(process.argv.slice(2), {
  env: process.env,
  stdin: process.stdin,
  write: (text) => void process.stdout.write(`${text}\n`),
  log: (text) => void process.stderr.write(`${text}\n`),
  interactive: process.stdin.isTTY === true,
  // no-color.org: set and not empty.
  coloured: process.stdout.isTTY === true && !process.env.NO_COLOR,
})
