// One command: builds the two packages of ours, installs what else the page needs, and starts it.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))
const root = fileURLToPath(new URL('../../', import.meta.url))
const [pnpm, ...first] = process.env.npm_execpath?.includes('pnpm')
  ? [process.execPath, process.env.npm_execpath]
  : ['npx', '-y', 'pnpm@10.34.8']

function run(command, args, cwd) {
  const { status } = spawnSync(command, args, { cwd, stdio: ['ignore', 'ignore', 'inherit'] })
  if (status !== 0) process.exit(status ?? 1)
}

const build = ['exec', 'tsx', 'tools/checks/turbo.ts', 'run', 'build']
run(pnpm, [...first, ...build, '--filter=@x/token-source', '--filter=@x/token-testing'], root)
run(pnpm, [...first, 'install', '--frozen-lockfile'], here)
await import('./start.js')
