import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { PACKAGE_FOLDER } from '../src/child.ts'
import { fillPage, renderResults } from '../src/docs.ts'
import { installSize } from '../src/install_size.ts'
import { drawPlots } from '../src/plots.ts'
import { makeupTables } from '../src/report.ts'
import type { Results } from '../src/results.ts'
import { IMPORTS, MINT_IMPORT, VIDEO_IMPORT } from '../src/size_budgets.ts'
import { overBudget } from '../src/size_limit.ts'
import { measureMakeup } from '../src/size_makeup.ts'
import { judge } from '../src/targets.ts'

const docs = join(PACKAGE_FOLDER, '../../docs')
const recorded: Results = JSON.parse(readFileSync(join(PACKAGE_FOLDER, 'results/recorded.json'), 'utf8'))

describe('the budgets', () => {
  it('name every published library', () => {
    const packages = join(PACKAGE_FOLDER, '../../packages')
    const libraries = readdirSync(packages)
      .map((name) => join(packages, name, 'package.json'))
      .filter((path) => existsSync(path))
      .map((path) => JSON.parse(readFileSync(path, 'utf8')))
      .filter((manifest) => manifest.private !== true && manifest.exports?.['.'] !== undefined)
      // A test suite's servers are in no bundle, and the page is one, with a budget in tools/testing.
      .filter(({ name }) => !['@x/token-testing', '@x/token-page'].includes(name))
    const budgeted = IMPORTS.flatMap(({ from }) => Object.keys(from))
    expect(libraries.length).toBeGreaterThan(10)
    expect(libraries.map(({ name }) => name).filter((name) => !budgeted.includes(name))).toEqual([])
  })

  it('report what is over, and by how much', () => {
    const within = { bytes: 90, budget: 100, passed: true }
    const over = { bytes: 101, budget: 100, passed: false }
    expect(
      overBudget([
        { name: 'a', edge: within, node: over },
        { name: 'peer', node: { bytes: 9 } },
      ]),
    ).toEqual(['a for node: 101 bytes, 1 over its budget'])
  })
})

describe('the targets', () => {
  const { machine } = recorded
  const one = { median: 1, p25: 1, p75: 1 }
  const run = (fasterThanFastJwt: number): Results => ({
    machine,
    quick: false,
    suites: [310, 1000].map((size) => ({
      ...{ id: `mint-bytes-${size}`, title: 'Mint', claimBytes: size },
      rows: [
        {
          ...{ name: 'ours, sync', time: one, cpu: one, toFloor: one },
          fasterThanFastJwt: { ...one, median: size === 310 ? fasterThanFastJwt : 2 },
        },
      ],
    })),
  })

  it.each([
    [1.4, true],
    [1.39, false],
  ])('%d times faster than fast-jwt: met is %s', (ratio, met) => {
    expect(judge(run(ratio))[0]).toMatchObject({ measured: `${ratio}x`, met })
  })

  it('leave out what was not measured', () => {
    expect(judge(run(2)).map(({ text }) => text.split(':')[0])).toEqual([
      'mint, sync, this Node, 0.3 and 1 KB',
    ])
    expect(judge({ machine, quick: false })).toEqual([])
  })
})

describe('docs/benchmarks.md', () => {
  const page = readFileSync(join(docs, 'benchmarks.md'), 'utf8')

  it('says what the recorded run says', () => {
    expect(fillPage(page, renderResults(recorded))).toBe(page)
  })

  it('speaks of a full run', () => {
    expect(recorded.quick).toBe(false)
    expect(judge(recorded).length).toBeGreaterThanOrEqual(8)
  })

  it('has the plots of that run', async () => {
    const plots = Object.entries(await drawPlots(recorded))
    expect(plots).toHaveLength(2)
    for (const [name, svg] of plots) {
      expect(page).toContain(`(${name})`)
      expect(readFileSync(join(docs, name), 'utf8')).toBe(svg)
    }
  })
})

describe('what a bundle is made of', () => {
  it('names the sources of the packages, heaviest first, and folds the light ones', async () => {
    const makeup = await measureMakeup()
    expect(makeup.map(({ name }) => name)).toEqual([MINT_IMPORT, VIDEO_IMPORT])
    const [minting, all] = makeup.map(({ sources }) => sources.map(({ file }) => file))
    expect(minting).toContain('grants-video/src/video_grant.ts')
    expect(all).toContain('jwt-core/src/jws/verification.ts')
    expect(minting).not.toContain('jwt-core/src/jws/verification.ts')
    expect(makeupTables(makeup)).toMatch(/\| \d+ smaller ones +\| +[\d,]+ \| +\d+ % \|/)
  })
})

describe('the size of an install', () => {
  it('counts each package once, with all it depends on', () => {
    const { packages, files, kilobytes } = installSize(['jose', 'jose'])
    expect(packages).toBe(1)
    expect(files).toBeGreaterThan(10)
    expect(kilobytes).toBeGreaterThan(50)
    expect(installSize(['jsonwebtoken']).packages).toBeGreaterThan(5)
  })

  it('refuses what is not installed', () => {
    expect(() => installSize(['no-such-package'])).toThrow('no-such-package is not installed')
  })
})
