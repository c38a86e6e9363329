import { JwtDecodeError, JwtError } from '@x/jwt-core'
import { Command, CommanderError } from 'commander'
import manifest from '../package.json' with { type: 'json' }
import { holdFlags } from './terminal/flag_rules.ts'
import { EXIT, ExitSignal, type Io, UsageError } from './terminal/io.ts'

type AddCommand = (program: Command, io: Io) => void

/** Each command, in the order of the help; one that is not called is not loaded. */
const COMMANDS: Readonly<Record<string, () => Promise<AddCommand>>> = {
  mint: async () => (await import('./commands/mint.ts')).addMint,
  'mint-client': async () => (await import('./commands/mint_client.ts')).addMintClient,
  'mint-taskrouter': async () => (await import('./commands/mint_taskrouter.ts')).addMintTaskrouter,
  inspect: async () => (await import('./commands/inspect.ts')).addInspect,
  verify: async () => (await import('./commands/verify.ts')).addVerify,
  doctor: async () => (await import('./commands/doctor.ts')).addDoctor,
  page: async () => (await import('./commands/page.ts')).addPage,
  serve: async () => (await import('./commands/serve.ts')).addServe,
  demo: async () => (await import('./commands/demo.ts')).addDemo,
  migrate: async () => (await import('./commands/migrate.ts')).addMigrate,
  explain: async () => (await import('./commands/explain.ts')).addExplain,
  completion: async () => (await import('./commands/completion.ts')).addCompletion,
}

/** The commands that a call may mean: where it names none, all of them, for the help. */
async function addCommands(program: Command, args: readonly string[], io: Io): Promise<void> {
  const named = Object.keys(COMMANDS).filter((name) => args.includes(name))
  const isAll = named.length === 0 || args.includes('help') || args.includes('completion')
  for (const name of isAll ? Object.keys(COMMANDS) : named) {
    const add = await (COMMANDS[name] as () => Promise<AddCommand>)()
    add(program, io)
  }
}

/** The command with its subcommands: those that `args` name, or all where they name none. */
export async function createProgram(args: readonly string[], given: Io): Promise<Command> {
  // The file is named by a flag, which is read when a command runs.
  const io: Io = {
    ...given,
    get envFile() {
      return program.opts<{ envFile?: string }>().envFile
    },
  }
  const program: Command = new Command('xtoken')
    .description('Mint, inspect, verify and explain Twilio tokens.')
    .version(manifest.version, '-V, --version')
    .option('--env-file <file>', 'read variables from this file instead of .env')
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
  await addCommands(program, args, io)
  program
    .command('version')
    .description('write the version')
    .action(() => io.write(manifest.version))
  holdFlags(program, args)
  return program
}

/** What to do next where the message alone leaves somebody standing. */
const HINTS: Readonly<Record<string, string>> = {
  ERR_TOKEN_MALFORMED:
    '`xtoken doctor -` says what was given in its place, and finds a token within other text',
  ERR_KEY_UNKNOWN:
    '`xtoken inspect` shows the `iss`, whose secret is needed; `xtoken verify --help` says where secrets come from',
}

/** The exit code of an error that has been shown, or the error again where it is none of ours. */
function exitCodeOf(error: unknown, io: Io): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.badCall
  if (error instanceof ExitSignal) return error.exitCode
  if (error instanceof JwtDecodeError) {
    io.log(`error: ${error.message} (${error.code})`)
    const hint = HINTS[error.code]
    if (hint !== undefined) io.log(hint)
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
    // `-v` by itself asks for the version, as it does of most commands.
    const asked = args.length === 1 && args[0] === '-v' ? ['--version'] : args
    const program = await createProgram(asked, io)
    await program.parseAsync(asked, { from: 'user' })
    return EXIT.ok
  } catch (error) {
    return exitCodeOf(error, io)
  }
}
