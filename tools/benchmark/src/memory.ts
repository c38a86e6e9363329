import { AccessToken } from '@x/access-token'
import { VideoGrant } from '@x/grants-video'
import { collectGarbage } from './collect_garbage.ts'
import { ACCOUNT_SID, KEY_SID, SECRET } from './fixture.ts'
import { slope } from './statistics.ts'

/** What the heap did over many calls. */
export interface MemoryResult {
  readonly name: string
  readonly calls: number
  /** Bytes by which the heap, after garbage collection, grows with each call: 0 when nothing is kept. */
  readonly bytesPerCall: number
  /** Megabytes (1,000,000 bytes) on the heap after garbage collection, at the first look and at the last. */
  readonly firstMegabytes: number
  readonly lastMegabytes: number
}

function mint(at: number, secret: string): AccessToken {
  // A new identity each time: a cache by token or by bearer would show.
  return new AccessToken(ACCOUNT_SID, KEY_SID, secret, { identity: `user-${at}` }).addGrant(
    new VideoGrant({ room: `room-${at}` }),
  ) as AccessToken
}

const JOBS: Readonly<Record<string, (at: number) => unknown>> = {
  'mint, sync': (at) => mint(at, SECRET).toJwtSync(),
  'mint, async': (at) => mint(at, SECRET).toJwt(),
  'mint, a new API key each time': (at) => mint(at, `${SECRET}-${at}`).toJwtSync(),
  'mint and verify': (at) => AccessToken.verifySync(mint(at, SECRET).toJwtSync(), SECRET),
}

/** The jobs whose memory is looked at. */
export const MEMORY_JOBS: readonly string[] = Object.keys(JOBS)

const LOOKS = 20

/** Does one of {@link MEMORY_JOBS} `calls` times. Wants a process of its own. */
export async function measureMemory(name: string, calls: number): Promise<MemoryResult> {
  const job = JOBS[name]
  if (job === undefined) throw new Error(`no job is called ${name}`)
  return watchHeap(name, job, calls)
}

/** Calls `job` again and again, awaits it where it gives a promise, and looks at the heap along the way. */
export async function watchHeap(
  name: string,
  job: (at: number) => unknown,
  calls: number,
): Promise<MemoryResult> {
  const step = Math.max(1, Math.floor(calls / LOOKS))
  const heap: number[] = []
  for (let at = 0; at < step * LOOKS; at++) {
    const made = job(at)
    if (made instanceof Promise) await made
    if ((at + 1) % step === 0) {
      // Twice, since the first collection can leave what has only just become garbage.
      collectGarbage()
      collectGarbage()
      heap.push(process.memoryUsage().heapUsed)
    }
  }
  // In the first quarter code is still being compiled and tables reach their size.
  const settled = heap.slice(LOOKS / 4)
  const megabytes = (bytes: number | undefined) => Number(((bytes ?? 0) / 1e6).toFixed(2))
  return {
    name,
    calls: step * LOOKS,
    bytesPerCall: Number((slope(settled) / step).toFixed(3)),
    firstMegabytes: megabytes(settled[0]),
    lastMegabytes: megabytes(settled.at(-1)),
  }
}
