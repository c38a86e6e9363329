#!/usr/bin/env node
import { run } from './program.ts'

// `codemod … | head` closes the pipe early, which is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

const CLEAR = process.stderr.isTTY ? '\r\u001b[K' : ''

process.exitCode = await run(process.argv.slice(2), {
  write: (text) => void process.stdout.write(`${text}\n`),
  log: (text) => void process.stderr.write(`${CLEAR}${text}\n`),
  progress: process.stderr.isTTY ? (text) => void process.stderr.write(CLEAR + text) : undefined,
})
