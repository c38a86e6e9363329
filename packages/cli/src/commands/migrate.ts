import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { isRecord } from '@x/jwt-core/token'
import type { Command } from 'commander'
import { ExitSignal, type Io, UsageError } from '../terminal/io.ts'

const CODEMOD = '@x/codemod'

/** The script of the codemod, where it is installed: with the app in whose folder this runs, or beside this command. */
function findCodemod(): string | undefined {
  for (const from of [join(process.cwd(), 'package.json'), import.meta.url])
    try {
      const path = createRequire(from).resolve(`${CODEMOD}/package.json`)
      const manifest: unknown = JSON.parse(readFileSync(path, 'utf8'))
      const bin = isRecord(manifest) && isRecord(manifest.bin) ? manifest.bin['xtoken-codemod'] : undefined
      if (typeof bin === 'string') return join(dirname(path), bin)
    } catch {}
  return undefined
}

function runScript(script: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], { stdio: 'inherit' })
    child.once('error', reject)
    child.once('close', (code) => resolve(code ?? 1))
  })
}

async function migrate(args: readonly string[]): Promise<void> {
  const script = findCodemod()
  if (script === undefined)
    throw new UsageError(`migrating is a package of its own, which is not installed here; run
  npx ${CODEMOD} ${args.length > 0 && args.every((arg) => /^[\w./@=-]+$/.test(arg)) ? args.join(' ') : '<folder>'}`)
  const code = await runScript(script, args)
  if (code !== 0) throw new ExitSignal(code)
}

/** Adds `xtoken migrate`. */
export function addMigrate(program: Command, _io: Io): void {
  program
    .command('migrate')
    .description(`move an app from twilio.jwt to the native packages, with ${CODEMOD}`)
    .argument('[args...]', `the folder of the app, and options of ${CODEMOD}`)
    .allowUnknownOption()
    .helpOption(false)
    .action((args: string[]) => migrate(args))
}
