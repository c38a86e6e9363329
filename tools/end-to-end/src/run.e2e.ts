import { tmpdir } from 'node:os'
import { expect, it } from 'vitest'
import { run } from './run.ts'

it('a step that runs out of its own time says so', async () => {
  const late = run(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { cwd: tmpdir(), timeout: 500 })
  await expect(late).rejects.toThrow(/was ended: it took longer than its 0\.5 s/)
})
