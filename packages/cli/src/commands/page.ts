import { readTokenPage } from '@x/token-page'
import type { Command } from 'commander'
import { portNumber } from '../terminal/flag_values.ts'
import type { Io } from '../terminal/io.ts'
import { portError, untilInterrupted } from '../terminal/listening.ts'
import { startPageServer } from './page_server.ts'

interface PageFlags {
  readonly port: number
  readonly open: boolean
}

/** Opens an address in the browser; where that fails, whoever called can. */
async function openInBrowser(url: string, io: Io): Promise<void> {
  const cannot = () => io.log('no browser could be started here: open the address yourself')
  try {
    const { default: open } = await import('open')
    const started = await open(url)
    started.on('error', cannot)
  } catch {
    cannot()
  }
}

async function page({ port, open }: PageFlags, io: Io): Promise<void> {
  const server = await startPageServer(await readTokenPage(), port).catch(portError(port))
  io.write(`${server.url}  for this machine alone; Ctrl+C ends it`)
  if (open) await openInBrowser(server.url, io)
  await untilInterrupted()
  await server.stop()
}

/** Adds `xtoken page`. */
export function addPage(program: Command, io: Io): void {
  program
    .command('page')
    .description('open a page that shows and explains a token; nothing leaves it')
    .option('--port <number>', 'port to listen on (default: any that is free)', portNumber, 0)
    .option('--no-open', 'only serve it, and open no browser')
    .addHelpText(
      'after',
      `
The page is served on 127.0.0.1, for this machine alone. It reaches no network: its content security policy permits
no connection, and a token or secret pasted there is neither stored nor put into an address.

Examples:
  $ xtoken page
  $ xtoken page --port 8080 --no-open`,
    )
    .action((flags: PageFlags) => page(flags, io))
}
