#!/usr/bin/env node
// `pnpm size`: what typical imports weigh; ends with 1 when one is over its budget.
import { makeupTables, sizeTable } from './report.ts'
import { measureSizes, overBudget } from './size_limit.ts'
import { measureMakeup } from './size_makeup.ts'

const sizes = await measureSizes()
const over = overBudget(sizes)
console.log(`Bytes of minified, gzipped code, all dependencies included.\n\n${sizeTable(sizes)}\n`)
console.log(makeupTables(await measureMakeup()))
console.log(over.length === 0 ? '\nEvery import is within its budget.' : `\nOver budget:\n${over.join('\n')}`)
console.log('The budgets stand in tools/benchmark/src/size_budgets.ts.')
if (over.length > 0) process.exitCode = 1
