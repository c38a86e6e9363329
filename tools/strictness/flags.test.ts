// Every flag of every command, read off the commands themselves: misspelt, twice, empty, without its value.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import * as xtoken from '../../packages/cli/src/program.ts'
import { isRepeatable } from '../../packages/cli/src/terminal/flag_rules.ts'
import * as codemod from '../../packages/codemod/src/program.ts'
import { misspellings } from './misspellings.ts'

/** An empty folder, so that no file of this one is read or written. */
let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'flags-'))
  vi.spyOn(process, 'cwd').mockImplementation(() => folder)
})
afterAll(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true })
})

type Command = Awaited<ReturnType<typeof xtoken.createProgram>>

const said: string[] = []
const env = { TWILIO_ACCOUNT_SID: 'AC1', TWILIO_API_KEY_SID: 'SK1', TWILIO_API_KEY_SECRET: 'a-secret' }
const io = {
  ...{ env, stdin: (async function* () {})(), coloured: false },
  write: (text: string) => void said.push(text),
  log: (text: string) => void said.push(text),
}

/** Each command: how it is run, the words before its flags, and what it needs besides. */
interface Called {
  readonly run: (args: string[]) => Promise<number>
  readonly command: Command
  readonly words: readonly string[]
}

const program = await xtoken.createProgram([], io)
const runXtoken: Called['run'] = (args) => xtoken.run(args, io)
const COMMANDS: readonly Called[] = [
  { run: runXtoken, command: program, words: [] },
  ...program.commands
    // It hands all that it gets to the codemod.
    .filter((command) => command.name() !== 'migrate')
    .map((command) => ({ run: runXtoken, command, words: [command.name()] })),
  {
    run: (args) => codemod.run([folder, ...args], io as never),
    command: codemod.createProgram(io as never),
    words: [],
  },
]

const FLAGS = COMMANDS.flatMap(({ command, ...rest }) =>
  command.options
    .filter(({ long }) => long !== '--version')
    .map((option) => ({
      ...rest,
      name: `${command.name()} ${option.long}`,
      option,
      long: option.long as string,
      known: [...program.options, ...command.options].map(({ long }) => long),
    })),
)
type Flag = (typeof FLAGS)[number]

/** A value that the flag takes, as far as the argument parser knows; another where it is given again. */
function valueFor({ option: { flags, argChoices } }: Flag, again = ''): string[] {
  if (argChoices) return [argChoices[0] as string]
  const [, kind = ''] = /[<[]([^>\]]+)/.exec(flags) ?? []
  if (kind === '') return []
  if (kind.includes('name=value')) return [`a${again}=b`]
  if (kind.includes('key=json')) return [`a${again}={}`]
  if (kind === 'json') return ['{}']
  if (/seconds|number/.test(kind) || /nbf|valid-until/.test(flags)) return ['5']
  return kind === 'time' ? ['5m'] : ['a']
}

/** Checks that a call was refused, and gives what was said. */
async function refusal({ run, words }: Flag, ...args: string[]): Promise<string> {
  said.length = 0
  const code = await run([...words, ...args])
  const text = said.join('\n')
  expect(code, `${args.join(' ')}: ${text}`).toBe(2)
  return text
}

it('are known', () => {
  expect(FLAGS.length).toBeGreaterThan(70)
})

describe.each(FLAGS)('$name', (flag) => {
  const { option, long, known } = flag
  const name = long.slice(2)
  const takesValue = option.required || option.optional

  it('misspelt is refused by name, with one that is known', async () => {
    const wrong = [...misspellings(name), name.replaceAll('-', '_'), name.replaceAll('-', '')]
      .filter((each) => /^[a-z][\w-]*$/i.test(each) && each !== name.toUpperCase())
      .map((each) => `--${each}`)
    for (const each of new Set(wrong.filter((each) => !known.includes(each)))) {
      const told = await refusal(flag, each, ...valueFor(flag))
      expect(told).toContain(`'${each}'`)
      const [, nearest] = /Did you mean (?:one of )?(--[\w-]+)/.exec(told) ?? []
      expect(known, `${each}: ${told}`).toContain(nearest)
    }
  })

  it('given twice is refused by name, unless its help says that it may be', async () => {
    const told = await refusal(
      flag,
      ...[long, ...valueFor(flag), long, ...valueFor(flag, '2')],
      '--no-such-flag',
    )
    if (isRepeatable(option)) expect(told).toContain('--no-such-flag')
    else expect(told).toContain(`${long} is given twice`)
  })

  it('empty, or without its value, is refused by name; so is a value where it takes none', async () => {
    if (takesValue) expect(await refusal(flag, long, '')).toContain(long)
    else expect(await refusal(flag, `${long}=1`)).toContain(`${long}=1`)
    if (!option.required) return
    expect(await refusal(flag, `${long}=`)).toContain(long)
    expect(await refusal(flag, long)).toContain(long)
    for (const other of ['--json', '--identity', '--jsn'])
      expect(await refusal(flag, long, other)).toContain(long)
  })
})

it('the codemod takes no empty text for this folder', async () => {
  expect(await codemod.run([''], io as never)).toBe(2)
})
