import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PACKAGE_FOLDER } from './child.ts'
import { drawPlots } from './plots.ts'
import {
  commandTable,
  installTable,
  machineText,
  makeupTables,
  memoryTable,
  nativeText,
  runtimeTables,
  sizeTable,
  startTable,
  suiteTable,
  targetTable,
} from './report.ts'
import type { Results } from './results.ts'
import { judge, summarize } from './targets.ts'

const FOLDER = join(PACKAGE_FOLDER, '../../docs')
const PAGE = join(FOLDER, 'benchmarks.md')
const START = '<!-- Written by `pnpm bench --record`; change nothing between these two lines. -->'
const END = '<!-- End of what was written. -->'

/** The tables and plots of a run, in Markdown. */
export function renderResults(results: Results): string {
  const { suites = [], runtimes, memory, start, commands, native, install, sizes, makeup } = results
  const part = (title: string, ...texts: (string | undefined)[]) =>
    texts[0] === undefined ? [] : [`## ${title}`, ...texts.filter((text) => text !== undefined)]
  const suite = (id: string) => suites.filter((each) => each.id === id)
  const [first, second] = [...suite('mint'), ...suite('verify')]
  const others = suites.filter((each) => each !== first && each !== second)
  return [
    ...(suites.length > 0 || runtimes ? [summarize(results).join('\n')] : []),
    ...part('Targets', targetTable(judge(results))),
    ...[first, second].flatMap((each) => (each === undefined ? [] : part(each.title, suiteTable(each)))),
    ...(native ? [nativeText(native)] : []),
    ...(first || second ? ['![Time to mint and to verify an access token](benchmark_speed.svg)'] : []),
    ...(others.length > 0
      ? ['## How cost grows', '![Time by grants and by size of the claims](benchmark_growth.svg)']
      : []),
    ...others.flatMap((each) => [`### ${each.title}`, suiteTable(each)]),
    ...part('In other runtimes', runtimes && runtimeTables(runtimes)),
    ...part('Memory', memory && memoryTable(memory)),
    ...part('Start', start && startTable(start), commands && commandTable(commands)),
    ...part('Size in a bundle', sizes && sizeTable(sizes), makeup && makeupTables(makeup)),
    ...part('Size of an install', install && installTable(install)),
    '## The run',
    machineText(results),
  ].join('\n\n')
}

/** `page` with what stands between the two marks replaced. */
export function fillPage(page: string, content: string): string {
  const [before, rest] = page.split(START)
  const [, after] = rest?.split(END) ?? []
  if (after === undefined) throw new Error('docs/benchmarks.md has lost its marks')
  return `${before}${START}\n\n${content}\n\n${END}${after}`
}

/** Writes tables and plots of a run into docs. */
export async function writeDocs(results: Results): Promise<void> {
  const page = await readFile(PAGE, 'utf8')
  await writeFile(PAGE, fillPage(page, renderResults(results)))
  for (const [name, svg] of Object.entries(await drawPlots(results))) await writeFile(join(FOLDER, name), svg)
}
