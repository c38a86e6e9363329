// No regular expression of a package takes longer than in proportion to its input: recheck looks at each.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { type AttackPattern, check } from 'recheck'
import ts from 'typescript'
import { isMain, listFiles, report, root } from './workspace.ts'

/** A regular expression, and where it stands. */
export interface Pattern {
  readonly place: string
  readonly source: string
  readonly flags: string
}

/** Made of names in the code at run time, and safe by what they are made of. */
const MADE: Readonly<Record<string, string>> = {
  "new RegExp(STRAY.source, 'g')": 'one class of characters, checked where it is written',
  "RegExp(`[${other}]`, 'gi')": 'one class of the letters of an option that we named',
  'new RegExp(`([\'"\\`])(?:${names})(?:\\\\/[^\'"\\`\\\\n]*)?\\\\1`)':
    'names between quotes: what follows one ends at the next quote, where the next try begins',
  'new RegExp(`^(?:${names})(?:\\\\/|$)`)': 'names at the beginning alone',
  'new RegExp(`^(${WHOLE_SID.source.slice(1, -1)}):([^\\\\s:]{8,})$`)': 'a SID at the beginning alone',
  'new RegExp(`(?:^|[^0-9A-Za-z])(${WHOLE_SID.source.slice(1, -1)})(?![0-9A-Za-z])`)':
    'a SID, whose length is fixed',
  "new RegExp(WITHIN, 'g')": 'a secret between other characters, whose length is fixed',
}

/** Every regular expression that stands in a source text. One that is made at run time has to be known here. */
export function findPatterns(
  path: string,
  text: string,
): { readonly patterns: Pattern[]; readonly problems: string[] } {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  const patterns: Pattern[] = []
  const problems: string[] = []
  const place = (node: ts.Node) => `${path}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`
  const visit = (node: ts.Node): void => {
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/')
      patterns.push({ place: place(node), source: node.text.slice(1, end), flags: node.text.slice(end + 1) })
    } else if (
      (ts.isNewExpression(node) || ts.isCallExpression(node)) &&
      node.expression.getText() === 'RegExp' &&
      !Object.hasOwn(MADE, node.getText())
    )
      problems.push(
        `${place(node)}: ${node.getText()} is made at run time, and nothing says why that is safe`,
      )
    ts.forEachChild(node, visit)
  }
  visit(file)
  return { patterns, problems }
}

/** Milliseconds; the machine may be busy with other things. */
const TIMEOUT = 120_000
/** An attack of so many characters takes a pattern of linear time a millisecond or two, one of quadratic time many seconds. */
const ATTACK_LENGTH = 100_000
const TOO_LONG = 1000

/** Runs what was found as an attack: the search for one guesses at times, and is now and then wrong. */
function isSlow({ source, flags }: Pattern, { pumps, suffix }: AttackPattern): boolean {
  const share = ATTACK_LENGTH / Math.max(1, pumps.length)
  const parts = pumps.map(({ prefix, pump }) => prefix + pump.repeat(Math.ceil(share / pump.length)))
  const code = 'new RegExp(source, flags).test(attack)'
  try {
    runInNewContext(code, { source, flags, attack: parts.join('') + suffix }, { timeout: TOO_LONG })
    return false
  } catch {
    return true
  }
}

/** What is wrong with a pattern, if anything is. */
export async function checkPattern(pattern: Pattern): Promise<string | undefined> {
  const { place, source, flags } = pattern
  let found = await check(source, flags, { timeout: TIMEOUT / 4 })
  if (found.status === 'unknown')
    found = await check(source, flags, { timeout: TIMEOUT, checker: 'automaton' })
  if (found.status === 'safe') return undefined
  if (found.status === 'unknown') return `${place}: /${source}/${flags} cannot be judged: ${found.error.kind}`
  // An automaton is a proof.
  if (found.checker === 'fuzz' && !isSlow(pattern, found.attack)) return undefined
  return `${place}: /${source}/${flags} takes ${found.complexity.summary} time, as with ${found.attack.pattern}`
}

/** Checks the sources of every package. */
export async function checkPatterns(): Promise<string[]> {
  const files = listFiles().filter((path) => /^packages\/[^/]+\/src\/.*\.tsx?$/.test(path))
  const read = files.map((path) => findPatterns(path, readFileSync(join(root, path), 'utf8')))
  // The same one in several places is judged once.
  const each = new Map(
    read
      .flatMap(({ patterns }) => patterns)
      .map((pattern) => [`${pattern.source}/${pattern.flags}`, pattern]),
  )
  const problems = read.flatMap(({ problems }) => problems)
  for (const pattern of each.values()) {
    const problem = await checkPattern(pattern)
    if (problem !== undefined) problems.push(problem)
  }
  return problems
}

/** Lets recheck use its native form, which tools/patterns has and which takes a tenth of the time; without it, JavaScript does. */
function useNative(): void {
  const system = { darwin: 'macos', linux: 'linux', win32: 'windows' }[process.platform as string]
  try {
    const home = createRequire(join(root, 'tools/patterns/package.json'))
    const native = `recheck-${system}-${process.arch}/package.json`
    const folder = join(createRequire(home.resolve('recheck')).resolve(native), '..')
    process.env.RECHECK_BIN ??= join(folder, system === 'windows' ? 'recheck.exe' : 'recheck')
  } catch {
    console.log('recheck has no native form here: this takes some minutes')
  }
}

if (isMain(import.meta.url)) {
  useNative()
  report('regular expressions', await checkPatterns())
}
