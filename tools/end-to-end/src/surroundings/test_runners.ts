import { describe, expect, it } from 'vitest'
import { testFile } from './programs.ts'
import { createProject } from './project.ts'
import { note } from './rows.ts'

const JEST = ['27', '29', '30']

describe.each(JEST)('Jest %s', (major) => {
  it('runs the packages under node and jsdom', async () => {
    const project = await createProject(`jest-${major}`, {
      jest: `^${major}.0.0`,
      'jest-environment-jsdom': `^${major}.0.0`,
    })
    const version = await project.version('jest')
    for (const environment of ['node', 'jsdom']) {
      await project.write('app.test.js', `/** @jest-environment ${environment} */\n${testFile('cjs')}`)
      await project.exec('jest', ['--ci', '--runInBand', '--no-cache', '--transform={}'])
      note(`Jest ${major}`, version, environment, 'mints, verifies, signs with RS256, by `require`')
    }
  })
})

describe('Vitest', () => {
  it('runs the packages under node, jsdom and happy-dom', async () => {
    const project = await createProject('vitest', {
      vitest: '^4.1.0',
      jsdom: '^26.0.0',
      'happy-dom': '^20.0.0',
    })
    const version = await project.version('vitest')
    for (const environment of ['node', 'jsdom', 'happy-dom']) {
      const imports = "import { expect, test } from 'vitest'\n"
      await project.write('app.test.mjs', imports + testFile('esm'))
      await project.exec('vitest', ['run', `--environment=${environment}`])
      note('Vitest', version, environment, 'mints, verifies, signs with RS256, by `import`')
    }
    expect(version).toMatch(/^4\./)
  })
})
