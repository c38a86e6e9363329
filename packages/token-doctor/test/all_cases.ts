import { readdirSync } from 'node:fs'
import type { Case } from './case.ts'

const RULES = new URL('../src/rules/', import.meta.url)

/** The cases of each finding, which stand beside it in `<finding>.cases.ts`; by its code. */
export async function readCases(): Promise<ReadonlyMap<string, readonly Case[]>> {
  const files = readdirSync(RULES, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.cases.ts'),
  )
  const read = files.map(async (file) => {
    const { CASES } = (await import(new URL(file, RULES).href)) as { CASES: readonly Case[] }
    return [(file.split(/[\\/]/).at(-1) as string).replace('.cases.ts', '').toUpperCase(), CASES] as const
  })
  return new Map(await Promise.all(read))
}
