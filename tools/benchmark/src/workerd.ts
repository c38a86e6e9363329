// Cloudflare's runtime, as miniflare brings it. A Worker's clock stands still while it works: the time of a turn is that
// of a request that does the work many times, less that of one that does it once.
import { createRequire } from 'node:module'
import { performance } from 'node:perf_hooks'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { jwtVerify } from 'jose'
import { Miniflare } from 'miniflare'
import { PACKAGE_FOLDER } from './child.ts'
import { SECRET } from './fixture.ts'
import { WrongWorkError } from './gate.ts'
import type { Effort } from './rounds.ts'
import type { RuntimeResult } from './runtimes.ts'
import { spread } from './statistics.ts'
import { SIZES, type SuiteResult } from './suites.ts'

const CONTESTANTS = ['ours', 'jose', 'hono/jwt', '@tsndr/cloudflare-worker-jwt'] as const
type Name = (typeof CONTESTANTS)[number]
type Job = 'mint' | 'verify'

async function bundleWorker(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../src/worker.ts', import.meta.url))],
    absWorkingDir: PACKAGE_FOLDER,
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['workerd', 'worker'],
    target: 'es2022',
    logLevel: 'silent',
  })
  return outputFiles[0]?.text ?? ''
}

function version(): string {
  const require = createRequire(import.meta.url)
  const path = require.resolve('workerd/package.json', { paths: [require.resolve('miniflare')] })
  return (require(path) as { version: string }).version
}

/** Runs mint and verify at every size in workerd. */
export async function measureWorkerd({ rounds, slice }: Effort): Promise<RuntimeResult> {
  const miniflare = new Miniflare({
    modules: true,
    script: await bundleWorker(),
    compatibilityDate: '2026-01-01',
    // Else miniflare asks Cloudflare for a sample of request properties.
    cf: false,
  })
  const address = await miniflare.ready
  const request = async (job: Job, name: Name, size: number, calls: number) => {
    const url = new URL(address)
    url.search = new URLSearchParams({ job, name, size: `${size}`, calls: `${calls}` }).toString()
    const begun = performance.now()
    const response = await fetch(url)
    const text = await response.text()
    const time = performance.now() - begun
    if (!response.ok) throw new WrongWorkError(`workerd, ${job} ${size}`, name, text)
    return { time, text }
  }
  const runSuite = async (job: Job, size: number): Promise<SuiteResult> => {
    for (const name of CONTESTANTS) {
      const { text } = await request(job, name, size, 200)
      if (job === 'mint') await jwtVerify(text, new TextEncoder().encode(SECRET), { algorithms: ['HS256'] })
    }
    // As many calls as ours does in a turn.
    const { time } = await request(job, 'ours', size, 200)
    const calls = Math.max(2, Math.round((slice / time) * 200))
    const turns = new Map<Name, number[]>(CONTESTANTS.map((name) => [name, []]))
    for (let round = 0; round < rounds; round++)
      for (let turn = 0; turn < CONTESTANTS.length; turn++) {
        const name = CONTESTANTS[(round + turn) % CONTESTANTS.length] as Name
        const once = await request(job, name, size, 1)
        const often = await request(job, name, size, calls)
        turns.get(name)?.push((Math.max(0, often.time - once.time) / (calls - 1)) * 1e6)
      }
    const of = (name: Name) => turns.get(name) as number[]
    return {
      id: `${job}-bytes-${size}`,
      title: `${job === 'mint' ? 'Mint' : 'Verify'} claims of ${size} bytes`,
      claimBytes: size,
      rows: CONTESTANTS.map((name) => {
        const time = spread(of(name))
        return { name: name === 'ours' ? 'ours, async' : name, time }
      }),
    }
  }
  try {
    const suites: SuiteResult[] = []
    for (const size of SIZES)
      for (const job of ['mint', 'verify'] as const) suites.push(await runSuite(job, size))
    return { name: 'workerd', version: version(), suites }
  } finally {
    await miniflare.dispose()
  }
}
