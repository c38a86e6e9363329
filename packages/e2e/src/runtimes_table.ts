import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'vitest'
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

/** A version may move without making the page wrong; anything else may not. */
function withoutVersions(text: string): string {
  return text.replaceAll(/^(\| [^|]+ \|) [\d.]+ \|/gm, '$1 … |')
}

export async function writeTable(rows: readonly Row[]): Promise<void> {
  const [written, fresh] = [await readFile(file, 'utf8').catch(() => ''), formatTable(rows)]
  if (written !== fresh) await writeFile(file, fresh)
}

/** Fails when the page says anything else than the run, versions aside. */
export async function checkTable(rows: readonly Row[]): Promise<void> {
  const written = await readFile(file, 'utf8').catch(() => '')
  expect(withoutVersions(written), 'docs/runtimes.md is stale: run `pnpm test:e2e` and commit it').toBe(
    withoutVersions(formatTable(rows)),
  )
}
