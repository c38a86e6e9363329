import type { ts } from 'ts-morph'
import { type App, hasSyntaxErrors } from './app/app.ts'
import { type Functions, nameOf } from './code/functions.ts'
import { ValueSearch } from './code/values.ts'
import { moveIntoConstructors, type Rewrite } from './edit/constructor_options.ts'
import { applyEdits, type Edit, findOverlap } from './edit/edits.ts'
import { changeImports } from './edit/native_imports.ts'
import type { ChangedFile, MigrateOptions } from './migration.ts'
import type { Finding, Scan } from './scan/findings.ts'
import type { AsyncName } from './scan/mocks.ts'
import { isTouched, refusals } from './scan/refusals.ts'
import { ValueReader } from './scan/refused_values.ts'
import { familyOf, signMethods } from './twilio/classes.ts'
import { rewriteClientCapability } from './twilio/client_capability.ts'
import { FAMILIES, type Family } from './twilio/twilio_class.ts'
import { type Escape, escapesOf } from './waiting/escapes.ts'
import { guardHandler, withoutLost } from './waiting/guards.ts'
import { WaitingPlan } from './waiting/waiting.ts'

/** A file as it would be, or why that would not do. */
export interface AttemptedFile extends ChangedFile {
  readonly file: ts.SourceFile
  readonly failure: string | undefined
}

/** One way to migrate the app, which is yet to be checked. */
export interface Attempt {
  readonly changed: readonly AttemptedFile[]
  readonly left: readonly Finding[]
  readonly notes: readonly Finding[]
  readonly packages: ReadonlyMap<string, readonly string[]>
  /** The functions that give a promise now, and did not. */
  readonly asyncNames: readonly AsyncName[]
}

type FamilyRewrite = Rewrite & { readonly notes: Finding[] }

/** Builds the edits of all files, but for what failed before. */
export class AttemptBuilder {
  readonly #app: App
  readonly #functions: Functions
  readonly #scans: readonly Scan[]
  readonly #options: MigrateOptions
  readonly #values: ValueReader
  readonly #edits = new Map<ts.SourceFile, Edit[]>()
  readonly #notes: Finding[] = []
  readonly #packages = new Map<string, readonly string[]>()

  constructor(app: App, functions: Functions, scans: readonly Scan[], options: MigrateOptions) {
    this.#app = app
    this.#functions = functions
    this.#scans = scans
    this.#options = options
    this.#values = new ValueReader(app, new ValueSearch(app, functions))
  }

  build(files: ReadonlyMap<string, string>, failed: readonly Finding[]): Attempt {
    const rewrites = new Map<Scan, Map<Family, FamilyRewrite>>()
    for (const scan of this.#scans)
      rewrites.set(scan, new Map(FAMILIES.map((family) => [family, this.#rewrite(scan, family, failed)])))
    const { left, kept } = refusals(this.#scans, rewrites)
    for (const scan of this.#scans) {
      const families = new Set(
        FAMILIES.filter((family) => isTouched(scan, family) && kept(scan.file, family)),
      )
      if (families.size > 0)
        this.#changeFile(scan, families, rewrites.get(scan) as Map<Family, FamilyRewrite>)
    }
    const asyncNames = this.#changeSignings(kept)
    this.#addGuards(kept)
    return {
      changed: this.#apply(files),
      left,
      notes: this.#notes,
      packages: this.#packages,
      asyncNames,
    }
  }

  #add(file: ts.SourceFile, more: readonly Edit[]): void {
    this.#edits.set(file, [...(this.#edits.get(file) ?? []), ...more])
  }

  /** The edits of one family in one file, and all that keeps it from being migrated. */
  #rewrite(scan: Scan, family: Family, failed: readonly Finding[]): FamilyRewrite {
    if (!isTouched(scan, family)) return { edits: [], reasons: [], notes: [] }
    const moved = moveIntoConstructors(scan, family, this.#app)
    const own =
      family === 'ClientCapability'
        ? rewriteClientCapability(scan, this.#app)
        : { edits: [], reasons: [], notes: [] }
    const values = this.#values.read(scan, family)
    return {
      edits: [...moved.edits, ...own.edits, ...values.edits],
      reasons: [
        ...(scan.reasons.get(family) ?? []),
        ...moved.reasons,
        ...own.reasons,
        ...values.reasons,
        ...this.#uncaught(scan, family),
        ...failed.filter(({ file }) => file === scan.file),
      ],
      notes: [...own.notes, ...values.notes],
    }
  }

  /** Places whose errors would end the process, where no `try` can be put around them. */
  #uncaught(scan: Scan, family: Family): Finding[] {
    return placesOf(scan, family).flatMap((node) =>
      escapesOf(node, this.#app, this.#functions)
        .filter((lost) => guardHandler(lost) === undefined)
        .map(({ taker }) => ({
          file: scan.file,
          node,
          message:
            `the native class refuses more than twilio's, and ${taker.name} catches what is thrown here: the process would end; add try and catch, and run this again`.replace(
              `${taker.name} catches`,
              taker.name === 'nothing' ? 'nothing catches' : `${taker.name} does not catch`,
            ),
        })),
    )
  }

  #changeFile(scan: Scan, families: ReadonlySet<Family>, parts: ReadonlyMap<Family, FamilyRewrite>): void {
    const chosen = [...families].map((family) => parts.get(family))
    const own = chosen.flatMap((part) => part?.edits ?? [])
    this.#notes.push(...chosen.flatMap((part) => part?.notes ?? []))
    const renames = scan.renames.filter(({ family }) => families.has(family))
    const imports = changeImports(scan, families, own, this.#app)
    this.#packages.set(this.#app.pathOf(scan.file), imports.packages)
    this.#add(scan.file, [
      ...own,
      ...renames.map(({ name, to }) => ({ start: name.getStart(), end: name.end, text: to })),
      ...imports.edits,
    ])
  }

  /** `toJwt()` becomes what signs natively: with a promise where that is safe, else at once. */
  #changeSignings(kept: (file: ts.SourceFile, family: Family) => boolean): AsyncName[] {
    const waiting = new WaitingPlan(this.#app, this.#functions)
    for (const { file, signings } of this.#scans)
      for (const { name, access, call } of signings) {
        if (!kept(file, familyOf(name))) continue
        const [wait, sync] = signMethods(name) as readonly [string, string]
        const reason = this.#options.sync ? undefined : waiting.wait(call)
        const method = this.#options.sync || reason !== undefined ? sync : wait
        if (reason !== undefined)
          this.#notes.push({ file, node: call, message: `${sync}() is used: ${reason}` })
        // The algorithm, if there was one, is an option of the constructor now.
        this.#add(file, [
          { start: access.name.getStart(), end: access.name.end, text: method },
          ...call.arguments.map((given) => ({ start: given.getStart(), end: given.end, text: '' })),
        ])
      }
    for (const [file, more] of waiting.edits()) this.#add(file, more)
    return waiting.functions.flatMap((fn) => {
      const name = nameOf(fn)
      return name === undefined ? [] : [{ name, path: this.#app.pathOf(fn.getSourceFile()) }]
    })
  }

  /** Puts a `try` around handlers whose framework would not catch what the native classes refuse. */
  #addGuards(kept: (file: ts.SourceFile, family: Family) => boolean): void {
    const guarded = new Map<ts.Node, Escape>()
    for (const scan of this.#scans)
      for (const family of FAMILIES.filter((family) => kept(scan.file, family)))
        for (const place of placesOf(scan, family))
          for (const lost of escapesOf(place, this.#app, this.#functions)) guarded.set(lost.fn, lost)
    for (const lost of guarded.values()) {
      const guard = guardHandler(lost)
      const file = lost.fn.getSourceFile()
      if (guard === undefined) continue
      const known = this.#edits.get(file) ?? []
      this.#edits.set(file, [...withoutLost(guard.before, known), ...known, ...guard.after])
      this.#notes.push({
        file,
        node: lost.fn,
        message: `a try was put around this: ${lost.taker.name} does not catch what it throws, and the native classes refuse more`,
      })
    }
  }

  #apply(files: ReadonlyMap<string, string>): AttemptedFile[] {
    return [...this.#edits]
      .map(([file, list]): AttemptedFile => {
        const path = this.#app.pathOf(file)
        const before = files.get(path) as string
        // The parser's positions do not count the byte order mark.
        const mark = before.startsWith('\uFEFF') && !file.text.startsWith('\uFEFF') ? '\uFEFF' : ''
        if (findOverlap(list) !== undefined)
          return { file, path, before, after: before, failure: 'its changes are too close to each other' }
        const after = mark + applyEdits(file.text, list)
        const failure = hasSyntaxErrors(path, after) ? 'its changes would not be a program' : undefined
        return { file, path, before, after, failure }
      })
      .filter(({ before, after, failure }) => failure !== undefined || before !== after)
  }
}

/** Where a file makes or signs tokens of a family, which may throw. */
function placesOf({ uses, signings }: Scan, family: Family): ts.Node[] {
  return [
    ...uses.filter(({ name, isType, isAlias }) => !isType && !isAlias && familyOf(name) === family),
    ...signings.filter(({ name }) => familyOf(name) === family).map(({ call }) => ({ node: call })),
  ].map(({ node }) => node)
}
