import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, vi } from 'vitest'
import { run } from '../src/program.ts'

export const SECRET = 'fake-api-key-secret-0123456789'
export const ENV = { TWILIO_ACCOUNT_SID: 'AC1', TWILIO_API_KEY_SID: 'SK1', TWILIO_API_KEY_SECRET: SECRET }
/** The frozen clock, in seconds since the epoch. */
export const NOW = 1_700_000_000

/** Runs one call and gives back what a shell would see. */
export async function xtoken(
  args: string[],
  { env = ENV as Record<string, string>, stdin = [] as string[] } = {},
): Promise<{ code: number; stdout: string; stderr: string }> {
  const stdout: string[] = []
  const stderr: string[] = []
  const code = await run(args, {
    env,
    stdin: (async function* () {
      yield* stdin
    })(),
    write: (text) => stdout.push(text),
    log: (text) => stderr.push(text),
    coloured: false,
  })
  return { code, stdout: stdout.join('\n'), stderr: stderr.join('\n') }
}

/** Freezes the clock and gives each test an empty working folder, whose path the function returned tells. */
export function useFolder(): () => string {
  let folder = ''
  beforeEach(() => {
    vi.useFakeTimers({ now: NOW * 1000, toFake: ['Date'] })
    folder = mkdtempSync(join(tmpdir(), 'xtoken-'))
    vi.spyOn(process, 'cwd').mockReturnValue(folder)
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.restoreAllMocks()
    rmSync(folder, { recursive: true })
  })
  return () => folder
}
