// Installs what the runs need, and Chromium where it can, and runs them: `run.js` the short form, `run.js long` all.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const here = fileURLToPath(new URL('.', import.meta.url))
const root = fileURLToPath(new URL('../../', import.meta.url))
const long = process.argv[2] === 'long'

/** Runs a command in sight, and ends with it where it fails. */
function run(command, args, cwd, env = {}) {
  const { status } = spawnSync(command, args, { cwd, stdio: 'inherit', env: { ...process.env, ...env } })
  if (status !== 0) process.exit(status ?? 1)
}

/** pnpm as it was started: by its own path where it says one. */
const pnpm = process.env.npm_execpath?.includes('pnpm')
  ? [process.execPath, process.env.npm_execpath]
  : ['npx', '-y', 'pnpm@10.34.8']

const [command, ...first] = pnpm
run(command, [...first, 'install', '--frozen-lockfile'], here)
run(
  process.execPath,
  [
    fileURLToPath(new URL('node_modules/typescript/bin/tsc', new URL('../../', import.meta.url))),
    '--project',
    here,
  ],
  root,
)
if (!existsSync('/usr/bin/chromium') && process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  run('apt-get', ['update', '-qq'], here, env)
  run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], here, env)
}
// The README's Jest test, with the built package, as a user's Jest would load it.
run(
  command,
  [...first, 'exec', 'tsx', 'tools/checks/turbo.ts', 'run', 'build', '--filter=@x/token-testing'],
  root,
)
run(`${here}node_modules/.bin/jest`, ['--rootDir', `${here}jest`, '--testMatch', '**/*.test.cjs'], root)
const vitest = fileURLToPath(new URL('node_modules/vitest/vitest.mjs', new URL('../../', import.meta.url)))
const env = long ? { SDK_RUNS: 'long' } : {}
// One after the other: a page whose machine is busy with something else is late.
for (const part of ['src/node', 'src/browser'])
  run(process.execPath, [vitest, 'run', '--config', `${here}vitest.config.ts`, part], root, env)
if (long) run(process.execPath, [`${here}tell.js`], here)
