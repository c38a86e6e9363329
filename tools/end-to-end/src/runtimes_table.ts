import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
import { run } from './run.ts'
import type { Runtime } from './runtimes/runtime.ts'
import type { Tried } from './surroundings/rows.ts'
import { ROOT } from './workspace_copy.ts'

const file = join(ROOT, 'docs/runtimes.md')

/** What the suite found in one runtime. */
export interface Row {
  readonly runtime: Runtime
  readonly version: string
  readonly passed: Readonly<Record<string, number>>
}

/** The parts of the page that runs write. */
export type Section = 'runtimes' | 'surroundings'

function formatRow({ runtime, version, passed }: Row): string {
  const checks = Object.values(passed).reduce((sum, count) => sum + count, 0)
  const twins = runtime.sync ? 'work' : 'throw `ERR_SYNC_UNSUPPORTED`'
  return `| ${runtime.name} | ${version} | ${checks} of ${checks} | ${twins} | ${runtime.conditions} |`
}

export function formatRuntimes(rows: readonly Row[]): string {
  const blocks = Object.entries(rows[0]?.passed ?? {}).map(([block, count]) => `\`${block}\` ${count}`)
  return `| runtime | version | checks passed | \`…Sync\` twins | package conditions |
| --- | --- | --- | --- | --- |
${rows.map(formatRow).join('\n')}

Checks by package: ${blocks.join(', ')}.`
}

export function formatSurroundings(rows: readonly Tried[]): string {
  const lines = rows.map(
    ({ tool, version, setting, what }) => `| ${tool} | ${version} | ${setting} | ${what} |`,
  )
  return `| with | version | settings | what it does |
| --- | --- | --- | --- |
${lines.join('\n')}`
}

const COMMANDS: Readonly<Record<Section, string>> = {
  runtimes: 'pnpm test:e2e',
  surroundings: 'pnpm test:surroundings',
}

const begin = (section: Section): string => `<!-- ${section}: written by \`${COMMANDS[section]}\` -->`
const END = '<!-- end -->'

/** The page with the text of one section, before and after it. */
function split(page: string, section: Section): readonly [before: string, text: string, after: string] {
  const start = page.indexOf(begin(section)) + begin(section).length
  const end = page.indexOf(END, start)
  if (start < begin(section).length || end < 0) throw new Error(`docs/runtimes.md has no part for ${section}`)
  return [page.slice(0, start), page.slice(start, end), page.slice(end)]
}

/** Without what may differ and be right: the versions, and how wide the formatter makes the columns. */
function essence(text: string): string {
  return text
    .trim()
    .replaceAll(/ +/g, ' ')
    .replaceAll(/-{3,}/g, '---')
    .replaceAll(/^(\| [^|]+ \|) [\d.]+ \|/gm, '$1 … |')
}

/** Writes a section of the page, as the repository's formatter would. */
export async function writeSection(section: Section, text: string): Promise<void> {
  const [before, , after] = split(await readFile(file, 'utf8'), section)
  await writeFile(file, `${before}\n\n${text}\n\n${after}`)
  await run(join(ROOT, 'node_modules/.bin/biome'), ['format', '--write', file], { cwd: ROOT })
}

/** Fails when the page says anything else than the run, versions aside. */
export async function checkSection(section: Section, text: string): Promise<void> {
  const [, written] = split(await readFile(file, 'utf8'), section)
  expect(essence(written), 'docs/runtimes.md is stale: run `pnpm test:e2e` and commit it').toBe(essence(text))
}
