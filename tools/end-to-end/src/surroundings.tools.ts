// The packed packages in small projects with people's own tools; one file, so that the page is written from one run.
import './surroundings/test_runners.ts'
import './surroundings/typescript.ts'
import './surroundings/bundlers.ts'
import './surroundings/without_abilities.ts'
import { afterAll, it } from 'vitest'
import { checkSection, formatSurroundings, writeSection } from './runtimes_table.ts'
import { readNotes } from './surroundings/rows.ts'

/** How many rows a whole run gives. A run of a part says nothing of the page. */
const ROWS = 20

const complete = (): boolean => readNotes().length === ROWS

it('docs/runtimes.md says what this run found', async ({ skip }) => {
  if (!complete()) skip('not every surrounding was tried')
  await checkSection('surroundings', formatSurroundings(readNotes()))
})

afterAll(async () => {
  if (complete() && process.env.CI !== 'true')
    await writeSection('surroundings', formatSurroundings(readNotes()))
})
