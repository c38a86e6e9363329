import { ts } from 'ts-morph'
import type { AppFiles } from '../app/app_files.ts'
import { nativeRange } from '../app/native_range.ts'
import { isAliased } from '../app/twilio_names.ts'
import { DROP_IN } from '../drop_in/drop_in.ts'
import type { ChangedFile, Migration } from '../migration.ts'

/** What one package.json needs for the files that it holds for. */
export interface PackageChange {
  /** The folder of the package.json, relative to the app's; undefined where it is above that. */
  readonly folder: string | undefined
  readonly add: readonly string[]
  /** The dependencies that nothing there names any more: `twilio`, under whatever name, and the drop-in. */
  readonly remove: readonly string[]
}

/** The folder of the package.json that holds for a file. */
function ownerOf(path: string, app: AppFiles): string | undefined {
  const parts = path.split('/').slice(0, -1)
  for (; parts.length > 0; parts.pop()) if (app.manifestTexts.has(parts.join('/'))) return parts.join('/')
  return app.manifestTexts.has('') ? '' : undefined
}

/** The parts of `twilio` that a package needs without naming it in a source. */
const NEEDS_TWILIO = ['@twilio/runtime-handler', 'twilio-run', '@twilio-labs/serverless-runtime-types']

/** What each package.json needs once files have changed. */
export function planPackages(migration: Migration, app: AppFiles): PackageChange[] {
  const added = new Map<string | undefined, Set<string>>()
  for (const [path, packages] of migration.packages) {
    const owner = ownerOf(path, app)
    added.set(owner, new Set([...(added.get(owner) ?? []), ...packages]))
  }
  const standIns = [...app.functionFiles, ...app.standIns.keys()]
  const stillNeeded = new Set([...migration.named.twilio, ...standIns].map((path) => ownerOf(path, app)))
  const usesDropIn = new Set(migration.named.dropIn.map((path) => ownerOf(path, app)))
  return [...added]
    .map(([folder, names]) => {
      const known = folder === undefined ? {} : (app.manifests.get(folder)?.dependencies ?? {})
      const keepsTwilio =
        NEEDS_TWILIO.some((name) => Object.hasOwn(known, name)) ||
        stillNeeded.has(folder) ||
        app.skipped.length > 0
      const keepsDropIn = usesDropIn.has(folder) || app.skipped.length > 0
      return {
        folder,
        add: [...names].filter((name) => !Object.hasOwn(known, name)).sort(),
        remove: Object.entries(known)
          .filter((entry) => (entry[0] === DROP_IN ? !keepsDropIn : isTwilio(entry) && !keepsTwilio))
          .map(([name]) => name),
      }
    })
    .filter(({ add, remove }) => add.length > 0 || remove.length > 0)
}

/** The lists of a package.json that may hold `twilio`; the native packages go to the first. */
const LISTS = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies']

/** A package.json with what it needs; undefined where its form is not understood. */
function changeManifest(text: string, { add, remove }: PackageChange): string | undefined {
  const file = ts.parseJsonText('package.json', text)
  const root = file.statements[0]?.expression
  if (root === undefined || !ts.isObjectLiteralExpression(root)) return undefined
  const indent = /\n([ \t]+)\S/.exec(text)?.[1] ?? '  '
  const colon = /"\s*:\s*/.exec(text)?.[0].slice(1) ?? ': '
  const added = add.map((name) => `${JSON.stringify(name)}${colon}${JSON.stringify(nativeRange(name))}`)
  let result = text
  for (const name of [...LISTS].reverse()) {
    const list = listOf(root, name)
    const more = name === 'dependencies' ? added : []
    if (list !== undefined) {
      const kept = list.properties.filter((member) => !remove.includes(nameOf(member) ?? ''))
      if (kept.length === list.properties.length && more.length === 0) continue
      const written = writeList(list, [...more, ...kept.map((member) => member.getText(file))], file, indent)
      result = result.slice(0, list.getStart(file)) + written + result.slice(list.end)
    } else if (more.length > 0) result = addList(result, root, more, file, indent)
  }
  try {
    JSON.parse(result)
    return result
  } catch {
    return undefined
  }
}

/** A list in the form that it has: sorted where it was, on lines of its own where it was. */
function writeList(
  list: ts.ObjectLiteralExpression,
  members: readonly string[],
  file: ts.SourceFile,
  indent: string,
): string {
  const names = list.properties.map((member) => nameOf(member) ?? '')
  const isSorted = names.every((name, index) => index === 0 || (names[index - 1] as string) <= name)
  const ordered = isSorted ? [...members].sort() : members
  const first = list.properties[0]
  const gap = first && file.text.slice(list.getStart(file) + 1, first.getStart(file))
  const last = list.properties.at(-1)
  const tail = last && file.text.slice(last.end, list.end - 1).replace(',', '')
  if (ordered.length === 0) return '{}'
  if (first === undefined || gap === undefined) {
    // An empty list: on lines of its own, unless the whole file is one line.
    if (!file.text.trim().includes('\n')) return `{${ordered.join(',')}}`
    return `{\n${indent}${indent}${ordered.join(`,\n${indent}${indent}`)}\n${indent}}`
  }
  const second = list.properties[1]
  const between = second
    ? file.text.slice(first.end, second.getStart(file))
    : `,${gap === '' ? '' : gap || ' '}`
  return `{${gap}${ordered.join(between)}${tail}}`
}

function addList(
  text: string,
  root: ts.ObjectLiteralExpression,
  members: readonly string[],
  file: ts.SourceFile,
  indent: string,
): string {
  const last = root.properties.at(-1)
  const space = /":\s/.test(text) ? ' ' : ''
  if (last !== undefined && !text.trim().includes('\n'))
    return `${text.slice(0, last.end)},${space}"dependencies":${space}{${members.join(`,${space}`)}}${text.slice(last.end)}`
  const body = `"dependencies": {\n${indent}${indent}${members.join(`,\n${indent}${indent}`)}\n${indent}}`
  return last === undefined
    ? `${text.slice(0, root.getStart(file))}{\n${indent}${body}\n}${text.slice(root.end)}`
    : `${text.slice(0, last.end)},\n${indent}${body}${text.slice(last.end)}`
}

function nameOf(member: ts.ObjectLiteralElementLike): string | undefined {
  return member.name !== undefined && ts.isStringLiteral(member.name) ? member.name.text : undefined
}

/** A dependency that is `twilio`, under its own name or another. */
function isTwilio([name, range]: readonly [name: string, range: unknown]): boolean {
  return name === 'twilio' || isAliased(range)
}

function listOf(root: ts.ObjectLiteralExpression, name: string): ts.ObjectLiteralExpression | undefined {
  const member = root.properties.find((property) => nameOf(property) === name)
  const value = member !== undefined && ts.isPropertyAssignment(member) ? member.initializer : undefined
  return value !== undefined && ts.isObjectLiteralExpression(value) ? value : undefined
}

/** The path of the package.json of a folder of the app; undefined where that is above the app. */
export function manifestPath(folder: string | undefined): string | undefined {
  if (folder === undefined) return undefined
  return folder === '' ? 'package.json' : `${folder}/package.json`
}

/** The package.json files that change, as they are and as they would be. */
export function changedManifests(plan: readonly PackageChange[], app: AppFiles): ChangedFile[] {
  return plan.flatMap((change) => {
    const before = change.folder === undefined ? undefined : app.manifestTexts.get(change.folder)
    const after = before === undefined ? undefined : changeManifest(before, change)
    if (before === undefined || after === undefined || after === before) return []
    return [{ path: manifestPath(change.folder) as string, before, after }]
  })
}
