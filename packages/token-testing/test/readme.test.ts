import { readFileSync } from 'node:fs'
import { createFakeTwilio, createTestClock } from '@x/token-testing'
import { expect, it } from 'vitest'

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8')

it('the README shows the test that is run here', () => {
  expect(read('../README.md')).toContain(`\`\`\`ts\n${read('refresh.test.ts')}\`\`\``)
})

it('the README shows the test that Jest runs beside the SDK runs', () => {
  const test = read('../../../tools/sdk-runs/jest/refresh.test.cjs')
  expect(read('../README.md')).toContain(`\`\`\`js\n${test}\`\`\``)
})

it("an hour passes at once on a clock of one's own", async () => {
  const clock = createTestClock()
  const fake = await createFakeTwilio({ clock })
  const start = clock.now()
  await clock.advance(3600)
  expect(clock.now() - start).toBe(3600)
  await fake.stop()
})

it('every fault in the README is one', async () => {
  const fake = await createFakeTwilio()
  const faults = read('../README.md').match(/fake\.endpoint\.fail\(.*\)/g) ?? []
  expect(faults).toHaveLength(6)
  for (const fault of faults) new Function('fake', fault)(fake)
  await fake.stop()
})
