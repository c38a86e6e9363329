// Node, Bun and Deno: each is a process that runs the installed packages as they are.
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from '../run.ts'
import { parseResult, type Runtime } from './runtime.ts'

const modules = fileURLToPath(new URL('../../node_modules/', import.meta.url))

interface ProcessRuntime {
  readonly name: string
  readonly command: string
  readonly args?: (folder: string) => readonly string[]
  readonly conditions: string
  readonly absent: string
}

function createRuntime({ name, command, args = () => [], conditions, absent }: ProcessRuntime): Runtime {
  return {
    name,
    sync: true,
    conditions,
    absent,
    async version() {
      if (!existsSync(command)) return undefined
      const { stdout } = await run(command, ['--version'], { cwd: dirname(command) })
      return /\d+\.\d+\.\d+/.exec(stdout)?.[0]
    },
    async run({ folder }) {
      const { stdout } = await run(command, [...args(folder), join(folder, 'main_process.js')], {
        cwd: folder,
      })
      return parseResult(stdout)
    },
  }
}

const node = { conditions: '`node`, `import`', absent: 'its package is for Linux on x64' }

/** This Node, and those of other versions that come in a registry package. */
export const NODES: readonly Runtime[] = [
  { ...node, name: `Node ${process.versions.node.split('.')[0]}`, command: process.execPath },
  { ...node, name: 'Node 22', command: join(modules, 'node-22-linux-x64/bin/node') },
  { ...node, name: 'Node 26', command: join(modules, 'node-26-linux-x64/bin/node') },
].map(createRuntime)

export const BUN: Runtime = createRuntime({
  name: 'Bun',
  command: join(modules, 'bun/bin/bun.exe'),
  args: () => ['--no-install'],
  conditions: '`bun`, `import`',
  absent: 'no build of it was installed for this machine',
})

export const DENO: Runtime = createRuntime({
  name: 'Deno',
  command: join(modules, 'deno/deno'),
  // Nothing is fetched, and nothing is allowed but to read the application's own files.
  args: (folder) => ['run', '--cached-only', '--no-prompt', '--no-lock', `--allow-read=${folder}`],
  conditions: '`deno`, `import`',
  absent: 'no build of it was installed for this machine',
})
