import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, it, vi } from 'vitest'
import * as compat from '../../../packages/twilio-compat/src/index.ts'
import * as compatV3 from '../../../packages/twilio-compat/src/v3/index.ts'

// What the README of the drop-in says of versions, and its examples.

const require = createRequire(import.meta.url)
const readme = readFileSync(new URL('../../../packages/twilio-compat/README.md', import.meta.url), 'utf8')
const DOORS: Readonly<Record<string, unknown>> = {
  '@x/twilio-compat': compat,
  '@x/twilio-compat/v3': compatV3,
}

/** A version of twilio: 6 is a dependency of the whole workspace. */
function twilioOf(major: string): string {
  return major === '6' ? 'twilio' : `twilio-${major}`
}

/** The table of versions: the major, the door that stands for it, and the version that was compared. */
const rows = [...readme.matchAll(/^\| (\d)\.x +\| `([^`]+)` +\| ([\d.]+) +\|$/gm)].map(
  ([, major = '', door = '', compared = '']) => ({ major, door, compared }),
)

const NAMES = {
  ...{ accountSid: 'AC1', apiKeySid: 'SK1', apiKeySecret: 'secret', serviceSid: 'IS1' },
  ...{ outgoingApplicationSid: 'AP1', configurationProfileSid: 'VS1' },
}

/** Runs an example of the README, its lines before or after, with what it requires. */
function run(example: string, sign: '-' | '+', load: (name: string) => unknown): unknown {
  const lines = example
    .split('\n')
    .filter((line) => line[0] === sign || line[0] !== (sign === '-' ? '+' : '-'))
  const code = lines.map((line) => line.slice(1)).join('\n')
  return new Function('require', ...Object.keys(NAMES), `${code}\nreturn jwt`)(load, ...Object.values(NAMES))
}

describe('the README', () => {
  it('names each version that is compared, and the door for it', () => {
    expect(rows.map(({ major }) => major)).toEqual(['6', '5', '4', '3'])
    for (const { major, compared } of rows)
      expect(require(`${twilioOf(major)}/package.json`).version).toBe(compared)
  })

  it.each(rows)(
    'has an example that gives the same token before and after: twilio $major',
    ({ major, door }) => {
      vi.useFakeTimers({ toFake: ['Date'], now: 1_731_111_111_500 })
      try {
        const examples = [...readme.matchAll(/^```diff\n(.*?)^```$/gms)].map(([, example = '']) => example)
        const [example = '', ...others] = examples.filter((example) => example.includes(`'${door}'`))
        expect(others).toEqual([])
        const before = run(example, '-', (name) => (name === 'twilio' ? require(twilioOf(major)) : undefined))
        expect(before).toMatch(/^eyJ/)
        expect(run(example, '+', (name) => DOORS[name])).toBe(before)
      } finally {
        vi.useRealTimers()
      }
    },
  )
})
