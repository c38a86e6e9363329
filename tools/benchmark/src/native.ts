// The native floor: what the work costs without a runtime. Built where a C compiler and OpenSSL's headers are.
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { accessToken, VIDEO } from './access_shapes.ts'
import { ACCOUNT_SID, IDENTITIES, KEY_SID, SECRET } from './fixture.ts'
import { checkToken, WrongWorkError } from './gate.ts'
import { type Spread, spread } from './statistics.ts'

/** What the C program did, or why there is none. */
export interface NativeResult {
  /** Nanoseconds of processor time for a token, over the rounds. */
  readonly time?: Spread
  readonly skipped?: string
}

const run = promisify(execFile)

/**
 * Builds the C program, checks its token and times it.
 *
 * @throws WrongWorkError when its token is not the one everybody makes
 */
export async function measureNative(rounds: number, calls: number): Promise<NativeResult> {
  const folder = await mkdtemp(join(tmpdir(), 'native-floor-'))
  const program = join(folder, 'native_floor')
  const source = fileURLToPath(new URL('../src/native_floor.c', import.meta.url))
  try {
    try {
      await run('cc', ['-O2', '-o', program, source, '-lcrypto'])
    } catch {
      return { skipped: 'no C compiler with the headers of OpenSSL was found' }
    }
    const given = [SECRET, ACCOUNT_SID, KEY_SID]
    const { stdout: token } = await run(program, given)
    try {
      await checkToken(token.trim(), IDENTITIES[0] as string, accessToken(VIDEO))
    } catch (cause) {
      throw new WrongWorkError('mint', 'native floor', cause)
    }
    const times: number[] = []
    for (let round = 0; round < rounds; round++)
      times.push(Number((await run(program, [...given, String(calls)])).stdout))
    return { time: spread(times) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
