import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import * as accessToken from '../../access-token/src/facts.ts'
import * as clientValidation from '../../client-validation/src/facts.ts'
import { ChatGrant } from '../../grants-chat/src/chat_grant.ts'
import { SyncGrant } from '../../grants-sync/src/sync_grant.ts'
import { TaskRouterGrant } from '../../grants-task-router/src/task_router_grant.ts'
import { VoiceGrant } from '../../grants-voice/src/voice_grant.ts'
import { SID_KINDS } from '../../jwt-core/src/token/sids.ts'
import { Folder, isComparison, type Value } from './constants.ts'
import { COPIES, USES } from './fact_copies.ts'

// A fact about Twilio stands once, in the package that mints by it. This reads the source of every package, takes the
// facts from where they stand, and looks for each of them anywhere else: by value, however it is spelled. What tells a
// copy from a use: a text that the compiler compares with its home (a `SidPrefix`, a key of a grant's payload) is read there.

export const PACKAGES = fileURLToPath(new URL('../../', import.meta.url))

/** Where facts stand. */
export const HOMES = [
  'jwt-core/src/token/limits.ts',
  'jwt-core/src/token/sids.ts',
  'jwt-core/src/token/secret_text.ts',
  'jwt-core/src/token/stray.ts',
  'jwt-core/src/jws/algorithms.ts',
  'access-token/src/facts.ts',
  'client-capability/src/facts.ts',
  'taskrouter-capability/src/facts.ts',
  'client-validation/src/facts.ts',
  'token-doctor/src/read/secrets.ts',
  // A grant has its own facts, also one that is new.
  ...readdirSync(PACKAGES)
    .filter((name) => name.startsWith('grants-'))
    .map((name) => `${name}/src/${name.slice('grants-'.length).replaceAll('-', '_')}_grant.ts`),
]

/** The members of grants on the wire. Those of a TaskRouter capability token as well are its own claims. */
const MEMBERS = [ChatGrant, SyncGrant, TaskRouterGrant, VoiceGrant]
  .flatMap(({ fields }) => Object.values(fields as Readonly<Record<string, { path: readonly string[] }>>))
  .flatMap(({ path }) => path)
  .filter((member) => member.includes('_') && !['workspace_sid', 'worker_sid'].includes(member))

/** These install no package that mints: what they know of one that they cannot read is compared below. */
const APART: readonly (string | undefined)[] = ['token-testing', 'token-source']

type Written<Of extends Value = Value> = { readonly node: ts.Node; readonly value: Of }

/** What stands in a file: numbers, texts and patterns each, lists and tables whole. */
interface Contents {
  readonly file: string
  readonly numbers: Written<number>[]
  readonly texts: Written<string>[]
  readonly patterns: Written<RegExp>[]
  readonly lists: Written<readonly string[]>[]
  /** The names of members, but for those that the compiler knows. */
  readonly keys: Written<readonly string[]>[]
  readonly tables: Written<readonly string[]>[]
}

export const sources = readdirSync(PACKAGES).flatMap((name) => {
  try {
    return readdirSync(join(PACKAGES, name, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.cases.ts'))
      .map((file) => `${name}/src/${file.replaceAll('\\', '/')}`)
  } catch {
    return []
  }
})

// Each example stands in a file of its own beside the sources: copies in every package, uses where all can be imported.
const names = [...new Set(sources.map((file) => file.split('/')[0]))].filter((name) => !APART.includes(name))
export const copyFiles = COPIES.map((_, at) => `${names[at % names.length]}/src/copy_${at}.ts`)
export const useFiles = USES.map((_, at) => `cli/src/use_${at}.ts`)
const examples = new Map(
  [...copyFiles, ...useFiles].map((file, at) => [
    join(PACKAGES, file),
    `${[...COPIES, ...USES][at]}\nexport {}\n`,
  ]),
)
const program = createProgram()
const folder = new Folder(program.getTypeChecker(), (file) => HOMES.includes(file.slice(PACKAGES.length)))

function createProgram(): ts.Program {
  const config = join(PACKAGES, '../tsconfig.base.json')
  const json = ts.parseJsonConfigFileContent(
    ts.readConfigFile(config, ts.sys.readFile).config,
    ts.sys,
    PACKAGES,
  )
  const options = { ...json.options, types: [] }
  const host = ts.createCompilerHost(options, true)
  const { fileExists, readFile } = host
  host.fileExists = (file) => examples.has(file) || fileExists(file)
  host.readFile = (file) => examples.get(file) ?? readFile(file)
  return ts.createProgram([...sources.map((file) => join(PACKAGES, file)), ...examples.keys()], options, host)
}

export function readContents(file: string): Contents {
  const found: Contents = { file, numbers: [], texts: [], patterns: [], lists: [], keys: [], tables: [] }
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return
    // What stands around a constant alone says no more than that.
    const isAround =
      ts.isAsExpression(node) || ts.isSatisfiesExpression(node) || ts.isLiteralTypeNode(node.parent)
    const isNoted = ts.isIdentifier(node) ? isCompared(node) : !isAround
    const value = isNoted ? folder.fold(node) : undefined
    if (typeof value === 'number') found.numbers.push({ node, value })
    else if (typeof value === 'string') found.texts.push({ node, value })
    else if (value instanceof RegExp) found.patterns.push({ node, value })
    const list = folder.textsOf(node)
    if (list.length > 1) found.lists.push({ node, value: list })
    if (ts.isTypeLiteralNode(node) || ts.isInterfaceDeclaration(node))
      found.keys.push({ node, value: untyped(node.members) })
    if (ts.isObjectLiteralExpression(node)) {
      found.keys.push({ node, value: untyped(node.properties) })
      const rows = node.properties.filter(ts.isPropertyAssignment).flatMap(({ name, initializer }) => {
        const cell = folder.fold(initializer)
        return typeof cell === 'string' ? [`${name.getText().replaceAll(/['"]/g, '')}: ${cell}`] : []
      })
      if (rows.length > 0) found.tables.push({ node, value: rows })
    }
    ts.forEachChild(node, visit)
  }
  ts.forEachChild(program.getSourceFile(join(PACKAGES, file)) as ts.SourceFile, visit)
  return found
}

/** The names of members, but for those that the compiler knows. */
function untyped(members: readonly (ts.TypeElement | ts.ObjectLiteralElementLike)[]): string[] {
  return members.flatMap(({ name }) => (name && 'text' in name && !folder.isTyped(name) ? name.text : []))
}

/** Whether a name is held against something: what it stands for is a limit there. */
function isCompared({ parent }: ts.Node): boolean {
  return ts.isBinaryExpression(parent) && /^[<>]=?$/.test(parent.operatorToken.getText())
}

export const contents = sources.map(readContents)
export const homes = contents.filter(({ file }) => HOMES.includes(file))

/** Words that many things are called by are not told; a list or a table of them is all the same. */
const isTelling = (text: string): boolean => /[;:/]/.test(text) && !text.includes(' ') && text.length > 4

/** A number that says something by itself. Any other is a copy where what is said around it is of the same. */
const isTellingNumber = (value: number): boolean => value > 10_000

/** What names of numbers have in common. */
const MEASURES = ['max', 'length', 'ttl', 'from']

/** The numbers that homes export, and what each of their names speaks of. */
const LIMITS = homes.flatMap(({ file, numbers }) =>
  numbers.flatMap(({ node, value }) => {
    const { parent } = node
    if (!ts.isVariableDeclaration(parent) || !ts.isSourceFile(parent.parent.parent.parent)) return []
    const names = [parent.name.getText(), ...aliasesOf(parent.name.getText())]
    const subjects = names.map((name) => wordsOf(name).filter((word) => !MEASURES.includes(word)))
    return [{ home: file, value, subjects }]
  }),
)

/** Under what other names homes hand it on. */
function aliasesOf(name: string): string[] {
  return HOMES.flatMap((file) => program.getSourceFile(join(PACKAGES, file))?.statements ?? [])
    .flatMap((each) => (ts.isExportDeclaration(each) && each.exportClause ? [each.exportClause] : []))
    .flatMap((clause) => (ts.isNamedExports(clause) ? clause.elements : []))
    .flatMap((each) => (each.propertyName?.text === name ? [each.name.text] : []))
}

function wordsOf(text: string): string[] {
  return text.split(/[^A-Za-z]+|(?<=[a-z])(?=[A-Z])/).map((word) => word.toLowerCase())
}

/** The words of the statement that something stands in, of what is around that, and where a name for it is used. */
function wordsAround(node: ts.Node): Set<string> {
  const words = wordsOf(node.getSourceFile().fileName.split('/').at(-1) as string)
  const statement = ts.findAncestor(node, ts.isStatement) ?? node
  words.push(...wordsOf(statement.getFullText()))
  for (let at: (ts.Node & { name?: ts.Node }) | undefined = node; at; at = at.parent)
    words.push(...wordsOf(at.name?.getText() ?? ''))
  if (ts.isVariableDeclaration(node.parent)) {
    const name = node.parent.name.getText()
    const visit = (each: ts.Node): void => {
      if (ts.isIdentifier(each) && each.text === name && isCompared(each)) words.push(...wordsAround(each))
      ts.forEachChild(each, visit)
    }
    visit(node.getSourceFile())
  }
  return new Set(words)
}

/** Whether the seconds of a day are called so, or stand in a table beside those of an hour. */
function isUnit(node: ts.Node): boolean {
  if (ts.isVariableDeclaration(node.parent)) return /(?:^|_)DAYS?$/i.test(node.parent.name.getText())
  const tables = [node.parent, node.parent.parent].filter(ts.isArrayLiteralExpression)
  return tables.some((table) => table.elements.some((row) => [folder.fold(row)].flat(2).includes(3600)))
}

/** A fact that decides over texts: those that show it, and whether it takes them. */
interface Predicate {
  readonly home: string
  readonly what: string
  readonly samples: readonly (readonly [text: string, isTaken: boolean])[]
}

const HEX = '0123456789abcdef'.repeat(2)
const SIDS = Object.keys(SID_KINDS).map((kind) => kind + HEX)
const TEXTS = [...SIDS, HEX, HEX + HEX, 'aZ09'.repeat(8)]
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
const CHARACTERS = Array.from({ length: 0x1_00_00 }, (_, code) => String.fromCharCode(code))

/** What differs from a text by little. */
function mutantsOf(text: string): string[] {
  const middle = text.length >> 1
  const replaced = ['z', 'Z', '-'].map((letter) => text.slice(0, middle) + letter + text.slice(middle + 1))
  return [text.slice(0, -1), text.slice(0, -2), `${text.slice(0, middle)} ${text.slice(middle)}`, ...replaced]
}

/** Words of all lists, and those that belong to one in other places. */
const WORDS = [
  ...new Set([...homes.flatMap(({ lists }) => lists.flatMap(({ value }) => value)), 'PATCH', 'HEAD']),
]

/** What a fact takes, and what is nearly that and not taken. */
function predicateOf(home: string, what: string, takes: (text: string) => boolean): readonly Predicate[] {
  const taken = [...TEXTS, ...WORDS].filter(takes)
  const isClass = CHARACTERS.some(takes)
  if (taken.length === 0 && !isClass) return []
  const refused = [...WORDS, ...taken.flatMap(mutantsOf)].filter((text) => !takes(text))
  const samples = [...taken, ...refused, ...(isClass ? CHARACTERS : [])].map(
    (text) => [text, takes(text)] as const,
  )
  return [{ home, what, samples }]
}

const PREDICATES: readonly Predicate[] = homes.flatMap(({ file, patterns, lists }) => [
  ...patterns.flatMap(({ value }) => predicateOf(file, String(value), (text) => value.test(text))),
  ...lists.flatMap(({ value }) => predicateOf(file, value.join(), (text) => value.includes(text))),
])

/** Whether a pattern takes what a fact takes, or what it refuses. */
function isSame(pattern: RegExp, { samples }: Predicate): boolean {
  return [true, false].some((same) =>
    samples.every(([text, isTaken]) => (pattern.test(text) === isTaken) === same),
  )
}

/** Whether a pattern knows a kind of SID: with another letter, first or second, it takes none but other kinds. */
function knowsKind(pattern: RegExp): boolean {
  return SIDS.some((sid) => {
    const others = LETTERS.flatMap((letter) => [
      `${letter}${sid.slice(1)}`,
      `${sid[0]}${letter}${sid.slice(2)}`,
    ])
    return pattern.test(sid) && !others.some((other) => !SIDS.includes(other) && pattern.test(other))
  })
}

const CONTENT_TYPES = [accessToken.CONTENT_TYPE, clientValidation.CONTENT_TYPE]

/** Whether a test of texts tells one content type from another. */
function tellsTypes(takes: (text: string) => boolean): boolean {
  return CONTENT_TYPES.some(takes) && !CONTENT_TYPES.every(takes)
}

/** Whether a text is looked for in another, or held against one. */
function isLookedFor({ parent }: ts.Node): boolean {
  if (ts.isBinaryExpression(parent)) return isComparison(parent.operatorToken.kind)
  if (!ts.isCallExpression(parent) || !ts.isPropertyAccessExpression(parent.expression)) return false
  return ['startsWith', 'endsWith', 'includes', 'indexOf'].includes(parent.expression.name.text)
}

/** Every fact that is written outside of its home. */
export function copiesIn({ file, numbers, texts, patterns, lists, keys, tables }: Contents): string[] {
  const copies = new Set<string>()
  const tell = (home: string, node: ts.Node, fact: unknown): void => {
    const [name, own] = [file.split('/')[0] as string, home.split('/')[0] as string]
    // What belongs together may stand in two files of one package's facts.
    if (home === file || (HOMES.includes(file) && name === own) || isApart(name, own)) return
    const { line } = node.getSourceFile().getLineAndCharacterOfPosition(node.getStart())
    copies.add(`${file}:${line + 1} writes ${node.getText()}: ${fact} stands in ${home}`)
  }
  for (const { home, value, subjects } of LIMITS) {
    for (const { node } of numbers.filter((one) => one.value === value)) {
      const isSame = isTellingNumber(value)
        ? !isUnit(node)
        : subjects.some((subject) => subject.every((word) => wordsAround(node).has(word)))
      if (isSame) tell(home, node, value)
    }
    if (isTellingNumber(value))
      for (const { node } of texts.filter((one) => one.value.includes(String(value)))) tell(home, node, value)
  }
  for (const { node, value } of texts) {
    if (Object.hasOwn(SID_KINDS, value) && !folder.isTyped(node)) tell(SID_HOME, node, `a kind of SID`)
    if (MEMBERS.includes(value) && !HOMES.includes(file) && !folder.isTyped(node))
      tell('a grant', node, value)
    if (value.length > 2 && isLookedFor(node) && tellsTypes((text) => text.includes(value)))
      tell('access-token/src/facts.ts', node, 'a content type')
  }
  // A home may say more of what stands in another.
  for (const { node, value } of HOMES.includes(file) ? [] : keys) {
    if (isDeclaredApart(file, node)) continue
    if (value.some((name) => Object.hasOwn(SID_KINDS, name))) tell(SID_HOME, node, 'a kind of SID')
    // One alone is how a payload is written.
    const members = value.filter((name) => MEMBERS.includes(name))
    if (members.length > 1) tell('a grant', node, members)
  }
  for (const { node, value } of patterns) {
    if (knowsKind(value)) tell(SID_HOME, node, 'a kind of SID')
    if (tellsTypes((text) => value.test(text))) tell('access-token/src/facts.ts', node, 'a content type')
    for (const predicate of PREDICATES)
      if (isSame(value, predicate)) tell(predicate.home, node, predicate.what)
  }
  const written = [
    ...texts,
    ...patterns.map(({ node, value }) => ({ node, value: value.source.replaceAll('\\', '') })),
  ]
  for (const home of homes) {
    for (const { value } of home.texts.filter(({ value }) => isTelling(value)))
      for (const one of written) if (one.value.includes(value)) tell(home.file, one.node, value)
    for (const { value } of home.patterns.filter(({ value }) => value.source.length > 10))
      for (const one of patterns) if (one.value.source === value.source) tell(home.file, one.node, value)
    // A longer list is of something else that these belong to as well.
    for (const { value } of home.lists)
      for (const one of lists.filter(({ node }) => !isDeclaredApart(file, node)))
        if (one.value.length <= value.length + 1 && value.every((item) => one.value.includes(item)))
          tell(home.file, one.node, value)
    for (const { value } of home.tables)
      for (const one of tables) {
        const same = value.filter((row) => one.value.includes(row))
        if (same.length > 1) tell(home.file, one.node, same)
      }
  }
  return [...copies]
}

const SID_HOME = 'jwt-core/src/token/sids.ts'

/** A type of the drop-in, which an application's declarations may have no way to name one of another package in; its tests compare it. */
function isDeclaredApart(file: string, node: ts.Node): boolean {
  return file.startsWith('twilio-compat/') && (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node))
}

/** Whether a package installs nothing that it could read a home in. */
function isApart(name: string, home: string): boolean {
  if (!APART.includes(name)) return false
  const { dependencies = {} } = JSON.parse(readFileSync(join(PACKAGES, name, 'package.json'), 'utf8'))
  return !Object.keys(dependencies).some((dependency) => dependency.split('/')[1] === home)
}
