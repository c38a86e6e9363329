import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readManifest, root } from '../checks/workspace.ts'

const page = readFileSync(join(root, 'SECURITY.md'), 'utf8')
const rows = [...page.matchAll(/^\| (.+) \| (`(?:pnpm|npx) .+) \|$/gm)].map(([, what, how]) => ({
  what: what as string,
  commands: [...(how as string).matchAll(/`((?:pnpm|npx) [^`]+)`/g)].map(([, command]) => command as string),
}))

describe('what SECURITY.md says was tried', () => {
  it('has a command in each row', () => {
    const inTable = page.split('\n').filter((line) => /^\| (?!what was|---)/.test(line))
    expect(rows).toHaveLength(inTable.length)
    expect(rows.length).toBeGreaterThan(8)
  })

  it.each(rows.flatMap(({ commands }) => commands))('can be repeated: %s', (command) => {
    const { scripts = {} } = readManifest(root)
    const [program, name, ...files] = command.split(' ')
    if (program === 'pnpm') {
      const script = scripts[name as string]
      expect(script, `the script ${name}`).toBeDefined()
      expect(existsSync(join(root, script?.split(' ').at(-1) as string))).toBe(true)
      return
    }
    expect([name, files[0]]).toEqual(['vitest', 'run'])
    for (const file of files.slice(1)) expect(existsSync(join(root, file)), file).toBe(true)
  })
})
