#!/usr/bin/env node
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { PACKAGE_FOLDER } from './child.ts'
import { writeDocs } from './docs.ts'
import { WrongWorkError } from './gate.ts'
import { PARTS, type Part, runParts } from './parts.ts'
import { machineText, targetTable } from './report.ts'
import type { Results } from './results.ts'
import { judge } from './targets.ts'

const HELP = `pnpm bench [--quick] [--only speed,runtimes,memory,start,size] [--record | --render]

  --quick    only shows that everything runs; the figures say nothing
  --only     some of the parts
  --record   a full run that goes into docs/benchmarks.md, its plots and results/recorded.json
  --render   measures nothing: writes docs/benchmarks.md and its plots anew from results/recorded.json

Writes tools/benchmark/results/latest.json. Ends with 1 when a contestant does the wrong work.`

const FOLDER = join(PACKAGE_FOLDER, 'results')
const RECORDED = join(FOLDER, 'recorded.json')

async function save(path: string, results: Results): Promise<void> {
  await mkdir(FOLDER, { recursive: true })
  await writeFile(path, `${JSON.stringify(results, null, 2)}\n`)
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
      record: { type: 'boolean', default: false },
      render: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const { quick, only, record, render, help } = values
  const parts = only === undefined ? PARTS : only.split(',')
  const unknown = parts.find((part) => !PARTS.includes(part as Part))
  if (unknown !== undefined) throw new TypeError(`--only knows ${PARTS.join(', ')}, not ${unknown}`)
  if ((record || render) && (quick || only !== undefined))
    throw new TypeError('what goes into the docs is a full run: neither --quick nor --only')
  if (help) return console.log(HELP)
  if (render) return writeDocs(JSON.parse(await readFile(RECORDED, 'utf8')))

  const results = await runParts(parts as readonly Part[], quick, console.log)
  const verdict = quick ? 'Targets are judged by a full run.' : targetTable(judge(results))
  console.log(`${machineText(results)}\n\n${verdict}`)
  await save(join(FOLDER, 'latest.json'), results)
  if (record) {
    await save(RECORDED, results)
    await writeDocs(results)
  }
}

try {
  await main()
} catch (error) {
  // Our own refusals and bad arguments are plain sentences; anything else shows where it happened.
  const plain = error instanceof WrongWorkError || error instanceof TypeError
  console.error(plain ? error.message : error)
  process.exitCode = error instanceof WrongWorkError ? 1 : 2
}
