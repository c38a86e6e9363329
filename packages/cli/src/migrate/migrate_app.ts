import { ts } from 'ts-morph'
import { type App, createApp, hasSyntaxErrors } from './app.ts'
import { rewriteClientCapability } from './client_capability.ts'
import { moveIntoConstructors, type Rewrite } from './constructor_options.ts'
import { applyEdits, type Edit, findOverlap } from './edits.ts'
import type { Finding, Scan } from './findings.ts'
import { type Functions, indexFunctions } from './functions.ts'
import { takesRequest } from './handlers.ts'
import { findBadLives } from './lifetimes.ts'
import { type Manifest, manifestOf } from './manifests.ts'
import { FAMILIES, type Family, familyOf, signMethods } from './native.ts'
import { changeImports } from './native_imports.ts'
import { isTouched, refusals } from './refusals.ts'
import { scanFile } from './scan.ts'
import { rewriteTaskRouter } from './taskrouter.ts'
import { planWaiting } from './waiting.ts'

/** The sources of an app, by path relative to its folder, with `/` between folders. */
export interface Sources {
  readonly files: ReadonlyMap<string, string>
  readonly manifests: ReadonlyMap<string, Manifest>
  readonly tsconfig?: string | undefined
}

/** A place in the app and what is to say of it. */
interface Remark {
  readonly path: string
  readonly line: number
  readonly message: string
}

interface ChangedFile {
  readonly path: string
  readonly before: string
  readonly after: string
}

/** What a migration does. */
export interface Migration {
  readonly changed: readonly ChangedFile[]
  /** What stays with `twilio`, and why. */
  readonly left: readonly Remark[]
  /** What was migrated and is worth a look. */
  readonly notes: readonly Remark[]
  /** The native packages that the app needs now. */
  readonly packages: readonly string[]
  /** Files that still name the `twilio` package. */
  readonly stillTwilio: readonly string[]
}

interface MigrateOptions {
  /** Use the synchronous twins everywhere, so that nothing becomes asynchronous. */
  readonly sync: boolean
}

/** `'twilio'` or `'twilio/…'`, as it stands in an import, a require or a mock. */
const NAMES_TWILIO = /(['"`])twilio(?:\/[^'"`\n]*)?\1/

/** Moves an app from `twilio.jwt` to the native packages. Nothing is read or written. */
export function migrateApp(sources: Sources, options: MigrateOptions): Migration {
  const broken = [...sources.files].filter(
    ([path, text]) => NAMES_TWILIO.test(text) && hasSyntaxErrors(path, text),
  )
  const files = new Map([...sources.files].filter(([path]) => !broken.some(([other]) => other === path)))
  const app = createApp(files, sources.tsconfig)
  const functions = indexFunctions(app)
  const scans = app.files.map((file) => scanFile(file, app, functions))
  const failed: Finding[] = []
  for (;;) {
    const attempt = migrateScans(scans, failed, sources, options, app, functions)
    const failure = attempt.changed.find(({ failure }) => failure !== undefined)
    if (failure !== undefined) {
      failed.push({ file: failure.file, node: failure.file, message: failure.failure as string })
      continue
    }
    const remark = ({ file, node, message }: Finding): Remark => ({
      path: app.pathOf(file),
      line: file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1,
      message,
    })
    const changed = attempt.changed
      .map(({ path, before, after }) => ({ path, before, after }))
      .sort((a, b) => (a.path < b.path ? -1 : 1))
    const after = new Map([
      ...sources.files,
      ...changed.map(({ path, after }): [string, string] => [path, after]),
    ])
    return {
      changed,
      left: sort([
        ...attempt.left.map(remark),
        ...broken.map(([path]) => ({ path, line: 1, message: 'it has syntax errors' })),
      ]),
      notes: sort([...attempt.notes.map(remark), ...(changed.length > 0 ? findMocks(after) : [])]),
      packages: attempt.packages,
      stillTwilio: [...after].filter(([, text]) => NAMES_TWILIO.test(text)).map(([path]) => path),
    }
  }
}

/** `jest.mock('twilio')` and the like: tests that stand in for what the app no longer uses. */
const MOCK = /\b(?:mock|doMock|unstable_mockModule|stub)\(\s*(['"`])twilio(?:\/[^'"`\n]*)?\1/

function findMocks(files: ReadonlyMap<string, string>): Remark[] {
  return [...files].flatMap(([path, text]) => {
    const found = MOCK.exec(text)
    if (found === null) return []
    const line = text.slice(0, found.index).split('\n').length
    return [{ path, line, message: 'twilio is mocked here, which the native packages do not see' }]
  })
}

function sort(remarks: readonly Remark[]): Remark[] {
  const seen = new Set<string>()
  return remarks
    .filter(({ path, line, message }) => {
      const key = `${path}:${line}:${message}`
      return !seen.has(key) && seen.add(key)
    })
    .sort((a, b) => (a.path === b.path ? a.line - b.line : a.path < b.path ? -1 : 1))
}

interface Attempt {
  readonly changed: (ChangedFile & { readonly file: ts.SourceFile; readonly failure: string | undefined })[]
  readonly left: Finding[]
  readonly notes: Finding[]
  readonly packages: readonly string[]
}

function migrateScans(
  scans: readonly Scan[],
  failed: readonly Finding[],
  { files, manifests }: Sources,
  options: MigrateOptions,
  app: App,
  functions: Functions,
): Attempt {
  const rewrites = new Map<Scan, Map<Family, Rewrite & { notes: Finding[] }>>()
  for (const scan of scans)
    rewrites.set(scan, new Map(FAMILIES.map((family) => [family, rewriteFamily(scan, family, failed, app)])))
  const { left, kept } = refusals(scans, rewrites)
  const notes: Finding[] = []
  const edits = new Map<ts.SourceFile, Edit[]>()
  const add = (file: ts.SourceFile, more: readonly Edit[]) =>
    edits.set(file, [...(edits.get(file) ?? []), ...more])
  const packages = new Set<string>()

  for (const scan of scans) {
    const families = new Set(FAMILIES.filter((family) => isTouched(scan, family) && kept(scan.file, family)))
    if (families.size === 0) continue
    const parts = [...families].map((family) => rewrites.get(scan)?.get(family))
    const own = parts.flatMap((part) => part?.edits ?? [])
    notes.push(...parts.flatMap((part) => part?.notes ?? []))
    const renames = scan.renames.filter(({ family }) => families.has(family))
    const imports = changeImports(scan, families, own, app)
    for (const name of imports.packages) packages.add(name)
    add(scan.file, [
      ...own,
      ...renames.map(({ name, to }) => ({ start: name.getStart(), end: name.end, text: to })),
      ...imports.edits,
    ])
  }

  const waiting = planWaiting(app, functions, (file) => isModule(file, app.pathOf(file), manifests))
  for (const scan of scans)
    for (const { name, access, call } of scan.signings) {
      if (!kept(scan.file, familyOf(name))) continue
      const [wait, sync] = signMethods(name) as readonly [string, string]
      const reason = options.sync ? undefined : waiting.wait(call)
      const method = options.sync || reason !== undefined ? sync : wait
      if (reason !== undefined)
        notes.push({ file: scan.file, node: call, message: `${sync}() is used: ${reason}` })
      // The algorithm, if there was one, is an option of the constructor now.
      add(scan.file, [
        { start: access.name.getStart(), end: access.name.end, text: method },
        ...call.arguments.map((given) => ({ start: given.getStart(), end: given.end, text: '' })),
      ])
    }
  for (const [file, more] of waiting.edits()) add(file, more)
  for (const fn of waiting.functions) {
    const range = manifestOf(manifests, app.pathOf(fn.getSourceFile()))?.dependencies.express
    if (
      !takesRequest(fn) ||
      typeof range !== 'string' ||
      !/^[\^~>=v ]*[0-4](\.|$)/.test(range) ||
      isGuarded(fn)
    )
      continue
    notes.push({
      file: fn.getSourceFile(),
      node: fn,
      message:
        'the handler is asynchronous now, and Express 4 does not catch what it throws: pass errors to next()',
    })
  }

  const changed = [...edits].map(([file, list]) => {
    const path = app.pathOf(file)
    const before = files.get(path) as string
    // The parser's positions do not count the byte order mark.
    const mark = before.startsWith('\uFEFF') && !file.text.startsWith('\uFEFF') ? '\uFEFF' : ''
    if (findOverlap(list) !== undefined)
      return { file, path, before, after: before, failure: 'its changes are too close to each other' }
    const after = mark + applyEdits(file.text, list)
    const failure = hasSyntaxErrors(path, after) ? 'its changes would not be a program' : undefined
    return { file, path, before, after, failure }
  })
  return {
    changed: changed.filter(({ before, after, failure }) => failure !== undefined || before !== after),
    left,
    notes,
    packages: [...packages].sort(),
  }
}

function rewriteFamily(
  scan: Scan,
  family: Family,
  failed: readonly Finding[],
  app: App,
): Rewrite & { notes: Finding[] } {
  const moved = moveIntoConstructors(scan, family, app)
  const own =
    family === 'ClientCapability'
      ? rewriteClientCapability(scan, app)
      : family === 'TaskRouterCapability'
        ? rewriteTaskRouter(scan)
        : { edits: [], reasons: [], notes: [] }
  return {
    edits: [...moved.edits, ...own.edits],
    reasons: [
      ...(scan.reasons.get(family) ?? []),
      ...moved.reasons,
      ...own.reasons,
      ...findBadLives(scan, family),
      ...(isTouched(scan, family) ? failed.filter(({ file }) => file === scan.file) : []),
    ],
    notes: own.notes,
  }
}

function isModule(file: ts.SourceFile, path: string, manifests: ReadonlyMap<string, Manifest>): boolean {
  if (/\.m[jt]sx?$/.test(path)) return true
  if (/\.c[jt]sx?$/.test(path)) return false
  const hasSyntax = file.statements.some(
    (statement) => ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement),
  )
  return hasSyntax && manifestOf(manifests, path)?.isModule === true
}

/** Tells whether a function catches all that it throws. */
function isGuarded({ body }: ts.FunctionLikeDeclaration): boolean {
  if (body === undefined || !ts.isBlock(body)) return false
  const [statement, ...more] = body.statements
  return (
    statement !== undefined &&
    more.length === 0 &&
    ts.isTryStatement(statement) &&
    statement.catchClause !== undefined
  )
}
