import { readFileSync } from 'node:fs'
import { JwtOptionError } from '@x/jwt-core'
import { afterEach, expect, it, vi } from 'vitest'
import { type DiagnoseOptions, diagnose, FINDINGS } from '../src/index.ts'
import { readCases } from './all_cases.ts'
import type { Case } from './case.ts'
import { NOW, SECRET } from './forge.ts'
import { mintAgain } from './mint_again.ts'

// The other direction of agreement.test.ts: what the doctor calls an error, the constructors refuse, or
// docs/decisions-what-is-refused.md says why they cannot. It goes over the whole catalogue, so that a new finding must
// be decided.

const PAGE = new URL('../../../docs/decisions-what-is-refused.md', import.meta.url)

/** The findings that the page says no constructor can refuse, and why. */
function readExcused(): ReadonlyMap<string, string> {
  const [, part = ''] = readFileSync(PAGE, 'utf8').split('## What no constructor refuses')
  const rows = part.split('\n').filter((line) => line.startsWith('| `'))
  expect(rows.length).toBeGreaterThan(3)
  const excused = rows.flatMap((row) => {
    const [, findings = '', because = ''] = row.split('|')
    return [...findings.matchAll(/`(\w+)`/g)].map(([, code]) => [code as string, because.trim()] as const)
  })
  expect(new Set(excused.map(([code]) => code)).size).toBe(excused.length)
  return new Map(excused)
}

afterEach(() => {
  vi.useRealTimers()
})

/** What becomes of the claims of a token, handed to the constructors when it was minted. */
type Outcome = 'refused' | 'written right' | 'minted'

async function outcomeOf(code: string, token: unknown, options: DiagnoseOptions): Promise<Outcome> {
  const diagnosis = await diagnose(token, options)
  const { kind, payload } = diagnosis
  // What no claim could be read of, no claim can cause.
  if (kind === 'none' || kind === 'foreign' || payload === undefined) return 'minted'
  const iat = payload.iat as number
  vi.useFakeTimers({ now: 1000 * (iat > 1e9 && iat < 1e11 ? Math.floor(iat) : NOW), toFake: ['Date'] })
  try {
    const minted = await mintAgain(diagnosis, token)
    const { findings } = await diagnose(minted, options)
    return findings.some((each) => each.code === code && each.severity === 'error')
      ? 'minted'
      : 'written right'
  } catch (error) {
    expect(error, String(error)).toBeInstanceOf(JwtOptionError)
    return 'refused'
  } finally {
    vi.useRealTimers()
  }
}

/** Of each case of a finding that is an error. */
async function outcomesOf(code: string, cases: readonly Case[]): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const { token, options } of cases) {
    const judged = { secret: SECRET, now: NOW, ...options }
    const { findings } = await diagnose(token, judged)
    if (findings.find((each) => each.code === code)?.severity === 'error')
      outcomes.push(await outcomeOf(code, token, judged))
  }
  return outcomes
}

const excused = readExcused()
const byCode = await readCases()
const all = new Map<string, readonly Outcome[]>()
for (const code of Object.keys(FINDINGS)) all.set(code, await outcomesOf(code, byCode.get(code) ?? []))

it('what is an error to the doctor, the constructor refuses, or the page says why it cannot', () => {
  const open = [...all].filter(
    ([code, outcomes]) => outcomes.some((each) => each !== 'refused') && !excused.has(code),
  )
  expect(open).toEqual([])
})

it('the page excuses nothing that is refused, and nothing that is no error', () => {
  const idle = [...excused.keys()].filter(
    (code) => all.get(code)?.every((each) => each === 'refused') ?? true,
  )
  expect(idle).toEqual([])
})

it('what the page says a class writes by itself, it writes right', () => {
  const written = [...excused].filter(([, because]) => because.startsWith('the class writes it'))
  expect(written.length).toBeGreaterThan(5)
  for (const [code] of written) expect([code, all.get(code)?.includes('minted')]).toEqual([code, false])
})
