import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect } from 'vitest'
import { run } from './run.ts'
import type { Runtime } from './runtimes/runtime.ts'
import { ROOT } from './workspace_copy.ts'

const file = join(ROOT, 'docs/runtimes.md')

/** What the suite found in one runtime. */
export interface Row {
  readonly runtime: Runtime
  readonly version: string
  readonly passed: Readonly<Record<string, number>>
}

function formatRow({ runtime, version, passed }: Row): string {
  const checks = Object.values(passed).reduce((sum, count) => sum + count, 0)
  const twins = runtime.sync ? 'work' : 'throw `ERR_SYNC_UNSUPPORTED`'
  return `| ${runtime.name} | ${version} | ${checks} of ${checks} | ${twins} | ${runtime.conditions} |`
}

function formatTable(rows: readonly Row[]): string {
  const blocks = Object.entries(rows[0]?.passed ?? {}).map(([block, count]) => `\`${block}\` ${count}`)
  return `# Runtimes

Written by \`pnpm test:e2e\`, which publishes the packages to a registry of its own, installs them from there and runs
one suite (\`packages/e2e/app/suite.js\`) on the golden tokens of Twilio's own libraries in each runtime: mint, verify,
decode, refuse what is forged or expired. Do not edit by hand.

| runtime | version | checks passed | \`…Sync\` twins | package conditions |
| --- | --- | --- | --- | --- |
${rows.map(formatRow).join('\n')}

Checks by package: ${blocks.join(', ')}.
`
}

/** Without what may differ and be right: the versions, and how wide the formatter makes the columns. */
function essence(text: string): string {
  return text
    .replaceAll(/ +/g, ' ')
    .replaceAll(/-{3,}/g, '---')
    .replaceAll(/^(\| [^|]+ \|) [\d.]+ \|/gm, '$1 … |')
}

/** Writes the page, as the repository's formatter would. */
export async function writeTable(rows: readonly Row[]): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  await writeFile(file, formatTable(rows))
  await run(join(ROOT, 'node_modules/.bin/biome'), ['format', '--write', file], { cwd: ROOT })
}

/** Fails when the page says anything else than the run, versions aside. */
export async function checkTable(rows: readonly Row[]): Promise<void> {
  const written = await readFile(file, 'utf8').catch(() => '')
  expect(essence(written), 'docs/runtimes.md is stale: run `pnpm test:e2e` and commit it').toBe(
    essence(formatTable(rows)),
  )
}
