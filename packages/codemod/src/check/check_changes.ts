import { Project, ts } from 'ts-morph'
import { compilerOptions, ROOT } from '../app/app.ts'
import type { Sources } from '../app/sources.ts'
import { TwilioNames } from '../app/twilio_names.ts'
import { DROP_IN } from '../drop_in/drop_in.ts'
import { CLASSES } from '../twilio/classes.ts'
import { globalTypes, TWILIO_ROOT, TWILIO_TYPES } from '../twilio/twilio_types.ts'
import { FilesBehind, hasDeclarations } from './files_behind.ts'

/**
 * What the compiler says of JavaScript too, whatever its types: names that are declared twice, are not there or are used
 * too early, imports of what a package does not have, and `await` where none may be.
 */
const BINDING = new Set([
  ...[
    2300, 2301, 2304, 2305, 2307, 2318, 2339, 2395, 2440, 2448, 2449, 2451, 2503, 2552, 2580, 2588, 2614,
    2694,
  ],
  ...[2724, 18004, 1308, 1375, 1378, 1432, 1470, 2492],
])

const NATIVE = new Set(CLASSES.map(({ native }) => native?.package))
const DENO = /(['"])npm:(@[\w-]+\/[\w-]+)@[^'"]*\1/g

/** That a file which is a module by its name has nothing else that makes it one: Node does not ask for that. */
const NO_MODULE = new Set([1375, 1378, 1432])

interface Complaint {
  readonly text: string
  readonly line: number
}

function isTyped(path: string): boolean {
  return /\.[cm]?tsx?$/.test(path)
}

/** Looks at changed files as a compiler does, and tells what is wrong with each that was not wrong before. */
export class ChangeChecker {
  readonly #sources: Sources
  #project: Project | undefined
  readonly #before = new Map<string, Map<string, number>>()

  constructor(sources: Sources) {
    this.#sources = sources
  }

  #open(): Project {
    const { files, folder, tsconfig } = this.#sources
    const project = new Project({
      fileSystem: new FilesBehind(tsconfig === undefined ? undefined : folder),
      skipFileDependencyResolution: true,
      compilerOptions: {
        ...compilerOptions(this.#sources),
        checkJs: true,
        noEmit: true,
        skipLibCheck: true,
        ...(hasDeclarations() ? {} : { customConditions: ['@x/source'], allowImportingTsExtensions: true }),
      },
    })
    for (const [path, text] of Object.entries(TWILIO_TYPES))
      project.createSourceFile(TWILIO_ROOT + path, text)
    project.createSourceFile('/globals.d.ts', globalTypes(new TwilioNames(this.#sources.manifests.values())))
    for (const [path, text] of files) project.createSourceFile(ROOT + path, text)
    return project
  }

  /** What is wrong with changed files that was not wrong before, by path. */
  check(changed: ReadonlyMap<string, string>): Map<string, string> {
    this.#project ??= this.#open()
    const project = this.#project
    const missing = [...changed.keys()].filter((path) => !this.#before.has(path))
    if (missing.length > 0) {
      for (const path of changed.keys()) this.#write(project, path, this.#sources.files.get(path) as string)
      for (const path of missing) this.#before.set(path, count(complaintsOf(project, path)))
    }
    for (const [path, text] of changed) this.#write(project, path, text)
    const broken = new Map<string, string>()
    for (const path of changed.keys()) {
      const left = new Map(this.#before.get(path))
      const found = complaintsOf(project, path).find(({ text }) => {
        const known = left.get(text) ?? 0
        left.set(text, known - 1)
        return known <= 0
      })
      if (found !== undefined)
        broken.set(path, `after its changes, line ${found.line} would not do: ${found.text}`)
    }
    for (const path of changed.keys()) this.#write(project, path, this.#sources.files.get(path) as string)
    return broken
  }

  #write(project: Project, path: string, text: string): void {
    const file = project.getSourceFileOrThrow(ROOT + path)
    // Deno's names of the native packages are known to the compiler without scheme and version.
    const plain = text.replace(DENO, (whole, quote, name) =>
      NATIVE.has(name) ? quote + name + quote : whole,
    )
    if (file.getFullText() !== plain) file.replaceWithText(plain)
  }
}

function count(complaints: readonly Complaint[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { text } of complaints) counts.set(text, (counts.get(text) ?? 0) + 1)
  return counts
}

function complaintsOf(project: Project, path: string): Complaint[] {
  const program = project.getProgram().compilerObject
  const file = program.getSourceFile(ROOT + path) as ts.SourceFile
  const syntactic = program.getSyntacticDiagnostics(file)
  const semantic = program
    .getSemanticDiagnostics(file)
    .filter(
      ({ code, category }) =>
        category === ts.DiagnosticCategory.Error &&
        (isTyped(path) || BINDING.has(code)) &&
        !(NO_MODULE.has(code) && /\.m[jt]s$/.test(path)),
    )
  return [...syntactic, ...semantic].map(({ messageText, start }) => ({
    // What the compiler says of `twilio` it says of the drop-in in other words: they are one declaration here.
    text: ts
      .flattenDiagnosticMessageText(messageText, ' ')
      .replace(/\s+/g, ' ')
      .replaceAll(DROP_IN, 'twilio')
      .replaceAll('twilio/v3', 'twilio'),
    line: file.getLineAndCharacterOfPosition(start ?? 0).line + 1,
  }))
}
