import { spawn } from 'node:child_process'

export interface RunOptions {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
  /** What the command may end with; default 0 alone, and anything else throws. */
  readonly codes?: readonly number[]
  /** Milliseconds after which it is ended; default five minutes. */
  readonly timeout?: number
}

export interface RunResult {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

// What a package manager or the test runner puts into the environment of what it starts: a command started in another
// folder must read that folder's settings.
const INHERITED =
  /^(npm_package_|npm_lifecycle_|npm_config_(local_prefix|dir|workspace)|VITEST|NODE_ENV$|NODE_OPTIONS$)/

function environment(extra: RunOptions['env'] = {}): Record<string, string | undefined> {
  const own = Object.entries(process.env).filter(([name]) => !INHERITED.test(name))
  return { ...Object.fromEntries(own), TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', ...extra }
}

/** Runs a command to its end. Throws with all it wrote when it ends otherwise than allowed. */
export function run(command: string, args: readonly string[], options: RunOptions): Promise<RunResult> {
  const { cwd, env, codes = [0], timeout = 300_000 } = options
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: environment(env),
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout,
    })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    child.once('error', reject)
    child.once('close', (code, signal) => {
      if (code !== null && codes.includes(code)) resolve({ code, stdout, stderr })
      else
        reject(
          new Error(`${[command, ...args].join(' ')} ended with ${code ?? signal}\n${stdout}\n${stderr}`),
        )
    })
  })
}
