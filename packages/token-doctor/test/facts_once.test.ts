import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import * as accessToken from '../../access-token/src/facts.ts'
import { ChatGrant } from '../../grants-chat/src/chat_grant.ts'
import { SyncGrant } from '../../grants-sync/src/sync_grant.ts'
import { TaskRouterGrant } from '../../grants-task-router/src/task_router_grant.ts'
import { VoiceGrant } from '../../grants-voice/src/voice_grant.ts'
import { MILLISECONDS_FROM } from '../../jwt-core/src/token/limits.ts'
import { EVENT_BRIDGE_URL } from '../../taskrouter-capability/src/facts.ts'
import * as fakes from '../../token-testing/src/token/facts.ts'
import { GRANT_KEYS, NEEDED } from '../../token-testing/src/token/product.ts'

// A fact about Twilio stands once, in the package that mints by it. This reads the source of every package, takes the
// facts from where they stand, and looks for each of them anywhere else.

const PACKAGES = fileURLToPath(new URL('../../', import.meta.url))

/** Where facts stand. */
const HOMES = [
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

/** What looks like a fact and is none, by file. */
const OTHER: Readonly<Record<string, readonly string[]>> = {
  // 256 is the number of values of a byte.
  'jwt-core/src/keys/der.ts': ['256'],
  'jwt-core/src/keys/key_material.ts': ['256'],
  // How long a key is remembered.
  'jwt-core/src/keys/key_resolver.ts': ['300'],
  // The most that is looked at of a stranger's issuer.
  'token-doctor/src/read/foreign.ts': ['256'],
  // What clocks may be apart.
  'token-doctor/src/read/times.ts': ['300'],
  // What people write in place of a member's name.
  'token-doctor/src/read/grant_shapes.ts': [
    'application_sid',
    'service_sid',
    'endpoint_id',
    'push_credential_sid',
  ],
  // What people leave out.
  'token-doctor/src/rules/header/content_type_wrong.ts': ['twilio-fpa'],
  // The seconds of a day, among other units.
  'twilio-compat/src/timespan.ts': ['86400'],
  // Types that an application's declarations can name; the drop-in's tests compare them.
  'twilio-compat/src/access_token.ts': ['HS256,HS384,HS512'],
  'twilio-compat/src/v3/access_token.ts': ['HS256,HS384,HS512'],
}

/** The members of grants on the wire. Those of a TaskRouter capability token as well are its own claims. */
const MEMBERS = [ChatGrant, SyncGrant, TaskRouterGrant, VoiceGrant]
  .flatMap(({ fields }) => Object.values(fields as Readonly<Record<string, { path: readonly string[] }>>))
  .flatMap(({ path }) => path)
  .filter((member) => member.includes('_') && !['workspace_sid', 'worker_sid'].includes(member))

/** These install no package that mints: what they know is compared below. */
const APART = ['token-testing', 'token-source']

interface Written {
  readonly file: string
  readonly line: number
  readonly text: string
}

/** The literals of a file, as they are compared: numbers by value, regular expressions by source, lists and tables whole. */
interface Literals {
  readonly numbers: readonly Written[]
  readonly texts: readonly Written[]
  readonly patterns: readonly Written[]
  readonly lists: readonly (Written & { readonly items: readonly string[] })[]
  readonly tables: readonly (Written & { readonly rows: readonly string[] })[]
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isLiteralTypeNode(node)) return textOf(node.literal)
  return ts.isStringLiteralLike(node) ? node.text : undefined
}

function literalsIn(file: string, source: string): Literals {
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.ESNext, true)
  const found = { numbers: [], texts: [], patterns: [], lists: [], tables: [] } as {
    -readonly [Kind in keyof Literals]: Literals[Kind][number][]
  }
  const at = (node: ts.Node, text: string): Written => ({
    file,
    line: tree.getLineAndCharacterOfPosition(node.getStart()).line + 1,
    text,
  })
  const visit = (node: ts.Node): void => {
    if (ts.isNumericLiteral(node)) found.numbers.push(at(node, String(Number(node.text))))
    else if (ts.isRegularExpressionLiteral(node)) {
      const pattern = node.text.slice(1, node.text.lastIndexOf('/'))
      found.patterns.push(at(node, pattern.replaceAll(/[$^]/g, '')))
      found.texts.push(at(node, pattern.replaceAll('\\', '')))
    } else if (
      ts.isStringLiteralLike(node) ||
      ts.isTemplateHead(node) ||
      ts.isTemplateMiddleOrTemplateTail(node)
    ) {
      if (!ts.isImportDeclaration(node.parent) && !ts.isExportDeclaration(node.parent))
        found.texts.push(at(node, node.text))
    }
    if (ts.isArrayLiteralExpression(node) || ts.isUnionTypeNode(node)) {
      const members = ts.isUnionTypeNode(node) ? node.types : node.elements
      const items = members.map(textOf).filter((item) => item !== undefined)
      if (items.length > 1) found.lists.push({ ...at(node, items.join(', ')), items })
    }
    if (ts.isObjectLiteralExpression(node)) {
      const rows = node.properties.flatMap((row) => {
        if (!ts.isPropertyAssignment(row)) return []
        const value = textOf(row.initializer)
        return value === undefined ? [] : [`${row.name.getText().replaceAll(/['"]/g, '')}: ${value}`]
      })
      if (rows.length > 0) found.tables.push({ ...at(node, rows.join(', ')), rows })
    }
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}

const sources = readdirSync(PACKAGES).flatMap((name) => {
  try {
    return readdirSync(join(PACKAGES, name, 'src'), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.cases.ts'))
      .map((file) => `${name}/src/${file.replaceAll('\\', '/')}`)
  } catch {
    return []
  }
})
const literals = new Map(
  sources.map((file) => [file, literalsIn(file, readFileSync(join(PACKAGES, file), 'utf8'))]),
)

/** Words that many things are called by; a list or a table of them is told all the same. */
const isTelling = (text: string): boolean => /[;:/]/.test(text) && !text.includes(' ') && text.length > 4

const facts = HOMES.map((home) => ({ home, ...(literals.get(home) as Literals) }))

/** Every fact that is written outside of its home. */
function copiesIn(file: string, found: Literals): string[] {
  if (APART.includes(file.split('/')[0] as string)) return []
  const copies: string[] = []
  const tell = (home: string, { text, line }: Written, fact: string): void => {
    if (!OTHER[file]?.includes(fact)) copies.push(`${file}:${line} writes ${text}, which stands in ${home}`)
  }
  for (const one of found.texts)
    if (MEMBERS.includes(one.text) && !HOMES.includes(file)) tell('the grant', one, one.text)
  for (const { home, numbers, texts, patterns, lists, tables } of facts) {
    // What belongs together may stand in two files of one package's facts.
    if (home === file || (HOMES.includes(file) && home.split('/')[0] === file.split('/')[0])) continue
    for (const { text } of numbers.filter(({ text }) => Number(text) > 255))
      for (const one of found.numbers) if (one.text === text) tell(home, one, text)
    for (const { text } of numbers.filter(({ text }) => Number(text) > 10_000))
      for (const one of found.texts) if (one.text.includes(text)) tell(home, one, text)
    for (const { text } of texts.filter(({ text }) => isTelling(text)))
      for (const one of found.texts)
        if (one.text.includes(text.split(';')[0] as string)) tell(home, one, text.split(';')[0] as string)
    for (const { text } of patterns.filter(({ text }) => text.length > 10))
      for (const one of found.patterns) if (one.text.includes(text)) tell(home, one, text)
    // A longer list is of something else that these belong to as well.
    for (const { items } of lists)
      for (const one of found.lists)
        if (one.items.length <= items.length + 1 && items.every((item) => one.items.includes(item)))
          tell(home, one, items.join())
    for (const { rows } of tables)
      for (const one of found.tables) {
        const same = rows.filter((row) => one.rows.includes(row))
        if (same.length > 1) tell(home, one, same.join())
      }
  }
  return copies
}

it('every home of facts is there, and holds some', () => {
  for (const { home, numbers, texts, patterns } of facts)
    expect(numbers.length + texts.length + patterns.length, home).toBeGreaterThan(0)
})

it('no fact about Twilio is written twice', () => {
  expect(sources.length).toBeGreaterThan(200)
  expect([...literals].flatMap(([file, found]) => copiesIn(file, found))).toEqual([])
})

describe('a copy is told', () => {
  it.each([
    ['const LONGEST = 86_400'],
    ['const LATEST = 1e11'],
    ['const MOST = 256'],
    ['const help = `at most 86400 seconds`'],
    ["const header = { cty: 'twilio-fpa;v=1' }"],
    ["const is = cty.startsWith('twilio-pkrv')"],
    ['const shape = /^[A-Z]{2}[0-9a-f]{32}$/'],
    ['const word = /\\b[0-9a-f]{32}\\b/i'],
    ['const bad = /[\\0- \\x7f-\\x9f\\ud800-\\udfff<>#%"{}|\\\\^[\\]`]/u'],
    ["const methods = new Set(['GET', 'POST', 'PUT', 'DELETE'])"],
    ["type Algorithm = 'HS256' | 'HS384' | 'HS512'"],
    ["const algorithms = ['RS256', 'PS256']"],
    ["const signed = ['authorization', 'host']"],
    ["const scope = 'scope:client:incoming'"],
    ['const isOutgoing = /^scope:client:outgoing/.test(scope)'],
    ["const url = 'https://taskrouter.twilio.com/v1/Workspaces'"],
    ["const socket = 'https://event-bridge.twilio.com/v1/wschannels/'"],
    ["const events = '/2010-04-01/Events'"],
    ["const kinds = { AC: 'account', SK: 'API key' }"],
    ["const needed = { chat: 'service_sid' }"],
    ["const path = ['outgoing', 'application_sid']"],
    ["const members = { url: 'text', method: 'text', allow: 'flag' }"],
    ["const name = /^[a-z0-9!#$%&'*+.^_`|~-]+$/"],
    ['const hash = /^[0-9a-f]{64}$/'],
  ])('%s', (source) => {
    expect(copiesIn('cli/src/copy.ts', literalsIn('cli/src/copy.ts', source))).not.toEqual([])
  })
})

describe('what installs no minter agrees with them', () => {
  it('the fakes know the header of an access token', () => {
    expect(fakes.CONTENT_TYPE).toBe(accessToken.CONTENT_TYPE)
    expect(fakes.ALGORITHM).toBe(accessToken.DOCUMENTED_ALGORITHM)
  })

  it.each([VoiceGrant, ChatGrant, SyncGrant, TaskRouterGrant])('the fakes know the members of %o', (type) => {
    const { key, fields } = type as { key: keyof typeof NEEDED; fields: object }
    expect(GRANT_KEYS[key]).toContain(key)
    const paths = Object.values(fields).map(({ path }) => path.join('.'))
    const needed = Object.values(fields).filter((field) => field.needed && field.path.length === 1)
    for (const member of NEEDED[key]) expect(paths).toContain(member)
    for (const { path } of needed) expect(NEEDED[key]).toContain(path[0])
  })

  it('the sockets of the fakes stand where TaskRouter has them', () => {
    const server = readFileSync(
      join(PACKAGES, 'token-testing/src/event-bridge/event_bridge_server.ts'),
      'utf8',
    )
    expect(server).toContain(`'${new URL(EVENT_BRIDGE_URL).pathname}'`)
  })

  it('token-source takes the same times for milliseconds', () => {
    const found = literals.get('token-source/src/source_options.ts') as Literals
    expect(found.numbers.map(({ text }) => Number(text))).toContain(MILLISECONDS_FROM)
  })
})
