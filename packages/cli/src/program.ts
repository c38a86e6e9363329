import { JwtDecodeError, JwtError } from '@x/jwt-core'
import { Command, CommanderError } from 'commander'
import manifest from '../package.json' with { type: 'json' }
import { addDemo } from './demo.ts'
import { addDoctor } from './doctor.ts'
import { addInspect } from './inspect.ts'
import { EXIT, ExitSignal, type Io, UsageError } from './io.ts'
import { addMigrate } from './migrate.ts'
import { addMint } from './mint.ts'
import { addMintClient } from './mint_client.ts'
import { addMintTaskrouter } from './mint_taskrouter.ts'
import { addVerify } from './verify.ts'

function createProgram(io: Io): Command {
  const program = new Command('xtoken')
    .description('Mint, inspect, verify and explain Twilio tokens.')
    .version(manifest.version)
    .configureOutput({
      writeOut: (text) => io.write(text.trimEnd()),
      writeErr: (text) => io.log(text.trimEnd()),
    })
    .showHelpAfterError('(add --help for the options and examples)')
    .exitOverride()
    .addHelpText(
      'after',
      `
Examples:
  $ xtoken mint --identity alice --video my-room
  $ xtoken inspect eyJhbGciOi…
  $ xtoken doctor eyJhbGciOi…

Exit codes: 0 fine, 1 the token is bad, 2 the call is wrong.`,
    )
  addMint(program, io)
  addMintClient(program, io)
  addMintTaskrouter(program, io)
  addInspect(program, io)
  addVerify(program, io)
  addDoctor(program, io)
  addDemo(program, io)
  addMigrate(program, io)
  return program
}

/** The exit code of an error that has been shown, or the error again where it is none of ours. */
function exitCodeOf(error: unknown, io: Io): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.badCall
  if (error instanceof ExitSignal) return error.exitCode
  if (error instanceof JwtDecodeError) {
    io.log(`error: ${error.message} (${error.code})`)
    return EXIT.badToken
  }
  if (error instanceof JwtError || error instanceof UsageError) {
    io.log(`error: ${error.message}`)
    return EXIT.badCall
  }
  throw error
}

/** Runs one call of the command and returns its exit code. */
export async function run(args: readonly string[], io: Io): Promise<number> {
  try {
    await createProgram(io).parseAsync(args, { from: 'user' })
    return EXIT.ok
  } catch (error) {
    return exitCodeOf(error, io)
  }
}
