import { spawn } from 'node:child_process'
import { endGroup, noteRunning } from './running.ts'

export interface RunOptions {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>>
  /** Milliseconds after which it is ended; default thirty minutes: other work may share the machine. */
  readonly timeout?: number
}

export interface RunResult {
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

/** Runs a command to its end. Throws with all it wrote when it ends otherwise than with 0. */
export function run(command: string, args: readonly string[], options: RunOptions): Promise<RunResult> {
  const { cwd, env, timeout = 1_800_000 } = options
  return new Promise((resolve, reject) => {
    // In a group of its own, so that what it starts can be ended with it.
    const child = spawn(command, args, {
      cwd,
      env: environment(env),
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    const ended = noteRunning(child.pid)
    let late = false
    const timer = setTimeout(() => {
      late = true
      if (child.pid !== undefined) endGroup(child.pid)
    }, timeout)
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    const settle = (): void => {
      clearTimeout(timer)
      ended()
    }
    child.once('error', (error) => {
      settle()
      reject(error)
    })
    child.once('close', (code, signal) => {
      settle()
      if (code === 0) resolve({ stdout, stderr })
      else {
        const end = late
          ? `was ended: it took longer than its ${timeout / 1000} s`
          : `ended with ${code ?? signal}`
        reject(new Error(`${[command, ...args].join(' ')} ${end}\n${stdout}\n${stderr}`))
      }
    })
  })
}
