import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { run as runCommand } from '../../packages/cli/src/program.ts'
import { run as runCodemod } from '../../packages/codemod/src/program.ts'

// Each command that a page, a README or a message shows is one that exists, with options and arguments that it takes:
// for our own commands by their help, for scripts by the package.json, for installs by the workspace.

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

interface Shown {
  readonly where: string
  readonly command: string
}

function filesUnder(folder: string, ending: RegExp): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory())
      return /^(?:node_modules|dist|\.|fixtures|site)/.test(entry.name) ? [] : filesUnder(path, ending)
    return ending.test(entry.name) && entry.name !== 'CHANGELOG.md' ? [path] : []
  })
}

/** What begins a command of ours, or one by which somebody gets or runs what is ours. */
const BEGIN = /^(?:xtoken(?: |$)|npx |npm (?:install|i|run|exec|uninstall)\b|pnpm )/

/** The commands within one line of a shell: between pipes, `&&`, in `$(…)`, without what is redirected, and comments. */
function commandsOf(line: string): string[] {
  return line
    .replace(/^\s*(?:\$ )?/, '')
    .replace(/\s#.*$/, '')
    .split(/\||&&|;|\$\(|<\(/)
    .map((part) =>
      part
        .replace(/[<>].*$/, (end) => (/^<[\w -]+>/.test(end) ? end : ''))
        .replace(/[)'"\]]+\s*$/, '')
        .trim(),
    )
    .filter((part) => BEGIN.test(part))
}

function shownInMarkdown(file: string): Shown[] {
  const text = readFileSync(join(ROOT, file), 'utf8')
  const fenced = [...text.matchAll(/^```(?:sh|shell|bash|console)?\n([\s\S]*?)^```/gm)].flatMap(
    ([, code = '']) => code.replaceAll('\\\n', ' ').split('\n'),
  )
  const prose = text.replace(/^```[\s\S]*?^```/gm, '')
  const inline = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code)
  return [...fenced, ...inline].flatMap(commandsOf).map((command) => ({ where: file, command }))
}

/** Of texts in the code; a value that is put in counts as some value. */
function shownInSource(file: string): Shown[] {
  const tree = ts.createSourceFile(file, readFileSync(join(ROOT, file), 'utf8'), ts.ScriptTarget.ESNext, true)
  const texts: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) texts.push(node.text)
    else if (ts.isTemplateExpression(node))
      texts.push(node.head.text + node.templateSpans.map(({ literal }) => `VALUE${literal.text}`).join(''))
    ts.forEachChild(node, visit)
  }
  visit(tree)
  const lines = texts.flatMap((text) => text.replaceAll('\\\n', ' ').split('\n'))
  const pieces = lines.flatMap((line) => [
    line,
    ...[...line.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code),
  ])
  return pieces.flatMap(commandsOf).map((command) => ({ where: file, command }))
}

const pages = [
  ...['README.md', 'CONTRIBUTING.md'],
  ...['docs', 'packages', 'examples', 'tools'].flatMap((folder) => filesUnder(folder, /\.md$/)),
]
const sources = readdirSync(join(ROOT, 'packages')).flatMap((name) =>
  existsSync(join(ROOT, 'packages', name, 'src')) ? filesUnder(`packages/${name}/src`, /\.ts$/) : [],
)
const shown = [...pages.flatMap(shownInMarkdown), ...sources.flatMap(shownInSource)]

/** What a command's help tells: its options, those that take a value, and how many arguments it takes. */
interface Table {
  readonly options: ReadonlyMap<string, boolean>
  readonly most: number
}

function readHelp(help: string): Table {
  const options = new Map<string, boolean>()
  for (const [, short, long = '', value] of help.matchAll(/^ {2}(?:(-\w), )?(--[\w-]+)( [<[])?/gm))
    for (const name of [short, long]) if (name) options.set(name, value !== undefined)
  const [, usage = ''] = /^Usage: (.*)$/m.exec(help) ?? []
  const places = usage.match(/(?:<[\w-]+>|\[(?!options|command)[\w-]+\])/g) ?? []
  return { options, most: /\.\.\./.test(usage) ? Number.POSITIVE_INFINITY : places.length }
}

const tables = new Map<string, Promise<Table>>()

function tableOf(program: 'xtoken' | 'codemod', command?: string): Promise<Table> {
  const key = `${program} ${command}`
  const read = async (): Promise<Table> => {
    const out: string[] = []
    const io = { write: (text: string) => out.push(text), log: (text: string) => out.push(text) }
    if (program === 'codemod') await runCodemod(['--help'], io as never)
    else {
      const stdin = (async function* () {})()
      await runCommand([...(command === undefined ? [] : [command]), '--help'], {
        env: {},
        stdin,
        coloured: false,
        ...io,
      })
    }
    return readHelp(out.join('\n'))
  }
  const known = tables.get(key) ?? read()
  tables.set(key, known)
  return known
}

/** The words of a command, without quotes. */
function wordsOf(command: string): string[] {
  return (command.match(/"[^"]*"|'[^']*'|\S+/g) ?? []).map((word) => word.replace(/^["']|["',.]$/g, ''))
}

/** Why the words after the name of a command are none that it takes; undefined where they are. */
async function flawOf(words: readonly string[], table: Table, more?: Table): Promise<string | undefined> {
  let places = 0
  for (let at = 0; at < words.length; at++) {
    const word = words[at] as string
    const [name = ''] = word.split('=')
    if (name.startsWith('--') || /^-\w$/.test(name)) {
      const takes = table.options.get(name) ?? more?.options.get(name)
      if (takes === undefined) return `there is no ${name}`
      const next = words[at + 1]
      if (takes && !word.includes('=') && next !== undefined && !next.startsWith('--')) at++
    } else if (!/^\[?(?:options|…|\.\.\.)\]?$/.test(word)) places++
  }
  return places > table.most ? `it takes ${table.most} arguments, not ${places}` : undefined
}

async function flawOfXtoken(words: readonly string[]): Promise<string | undefined> {
  const [name, ...rest] = words
  const own = await tableOf('xtoken')
  if (name === undefined || name.startsWith('-')) return flawOf(words, own)
  // It hands all that follows over.
  if (name === 'migrate') return flawOf(rest, await tableOf('codemod'))
  const help = await tableOf('xtoken', name)
  if (name !== 'version' && help.options.size === own.options.size && help.most === own.most)
    return `there is no command ${name}`
  // A synopsis, `[jwt | -]`, is no call.
  return flawOf(
    rest.filter((word) => !/^\[|\]$/.test(word)),
    help,
    own,
  )
}

const workspace = new Map(
  ['packages', 'examples', 'tools'].flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .map((name) => join(ROOT, folder, name, 'package.json'))
      .filter((path) => existsSync(path))
      .map((path) => [JSON.parse(readFileSync(path, 'utf8')).name as string, path] as const),
  ),
)
const scripts = (path: string): Record<string, string> => JSON.parse(readFileSync(path, 'utf8')).scripts ?? {}

/** pnpm's own commands. */
const OF_PNPM = ['install', 'i', 'add', 'exec', 'dlx', 'pack', 'publish', 'licenses', 'changeset']

function flawOfPnpm(words: readonly string[]): string | undefined {
  let manifest = join(ROOT, 'package.json')
  const left = [...words]
  while (left[0]?.startsWith('-')) {
    const flag = left.shift()
    if (flag !== '--filter' && flag !== '--dir') continue
    const of = left.shift() as string
    const path = flag === '--filter' ? workspace.get(of) : join(ROOT, of, 'package.json')
    if (path === undefined || !existsSync(path)) return `there is no package ${of}`
    manifest = path
  }
  const [name, script] = left
  const called = name === 'run' ? script : name
  if (called === undefined || OF_PNPM.includes(called)) return undefined
  return Object.hasOwn(scripts(manifest), called)
    ? undefined
    : `${relative(ROOT, manifest)} has no script ${called}`
}

function flawOfInstall(words: readonly string[]): string | undefined {
  const missing = words.filter(
    (word) => word.startsWith('@x/') && !workspace.has(word.replace(/(?<=.)@.*$/, '')),
  )
  return missing.length > 0 ? `there is no package ${missing.join(', ')}` : undefined
}

async function flawOfCommand({ where, command }: Shown): Promise<string | undefined> {
  const words = wordsOf(command)
  const [first, second, ...rest] = words
  if (first === 'xtoken') return flawOfXtoken(words.slice(1))
  if (first === 'pnpm') return flawOfPnpm(words.slice(1))
  if (first === 'npm')
    return second === 'run'
      ? Object.hasOwn(scripts(join(ROOT, dirname(where), 'package.json')), rest[0] ?? '')
        ? undefined
        : `there is no script ${rest[0]}`
      : flawOfInstall(rest)
  const npx = words.slice(1).filter((word) => word !== '-y')
  const [what = '', ...given] = npx
  if (what.startsWith('pnpm')) return flawOfPnpm(given)
  if (what === '@x/cli') return flawOfXtoken(given)
  if (what === '@x/codemod') return flawOf(given, await tableOf('codemod'))
  const files = given.filter((word) => /\.(?:ts|js|mjs)$/.test(word))
  const missing = files.filter((file) => !existsSync(join(ROOT, file)))
  return missing.length > 0 ? `there is no file ${missing.join(', ')}` : undefined
}

describe('every command that is shown', () => {
  it('is found in pages and in messages', () => {
    for (const command of [
      'xtoken explain 20101',
      'npx @x/codemod . --dry-run',
      'xtoken page --port 8080 --no-open',
    ])
      expect(shown.map((each) => each.command)).toContain(command)
    expect(shown.some(({ where }) => where.startsWith('packages/codemod/src'))).toBe(true)
    expect(shown.length).toBeGreaterThan(80)
  })

  it('is one that there is, with options and arguments that it takes', async () => {
    const flaws: string[] = []
    for (const each of shown) {
      const flaw = await flawOfCommand(each)
      if (flaw !== undefined) flaws.push(`${each.where}: ${each.command}: ${flaw}`)
    }
    expect(flaws).toEqual([])
  })

  it.each([
    'xtoken mint --identity alice --fax',
    'xtoken frobnicate',
    'xtoken explain 20101 20102',
    'npx @x/codemod . --dryrun',
    'npx @x/cli doctor x --produkt voice',
    'npx -y pnpm@10.34.8 test:everything',
    'npx -y pnpm@10.34.8 --filter @x/doctor run docs',
    'npm install @x/video',
    'npx vitest run packages/token-doctor/test/none.test.ts',
  ])('a wrong one is told: %s', async (command) => {
    expect(await flawOfCommand({ where: 'README.md', command })).toBeTruthy()
  })
})
