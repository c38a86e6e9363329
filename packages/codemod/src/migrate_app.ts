import { createApp, hasSyntaxErrors } from './app/app.ts'
import type { Sources } from './app/sources.ts'
import { TwilioNames } from './app/twilio_names.ts'
import { AttemptBuilder } from './attempt.ts'
import { ChangeChecker } from './check/check_changes.ts'
import { indexFunctions } from './code/functions.ts'
import type { MigrateOptions, Migration, Remark } from './migration.ts'
import { namedPackages } from './output/named_packages.ts'
import type { Finding } from './scan/findings.ts'
import { findMocks } from './scan/mocks.ts'
import { scanFile } from './scan/scan.ts'

/** Moves an app from `twilio.jwt` to the native packages, and tells how many files it has looked at. Nothing is written. */
export function migrateApp(
  sources: Sources,
  options: MigrateOptions,
  onScanned: (count: number, total: number) => void = () => {},
): Migration {
  const twilio = new TwilioNames(sources.manifests.values())
  const unreadable = [...sources.files]
    .filter(([path, text]) => twilio.areIn(text) && hasSyntaxErrors(path, text))
    .map(([path]) => path)
  const files = new Map([...sources.files].filter(([path]) => !unreadable.includes(path)))
  const app = createApp({ ...sources, files })
  const functions = indexFunctions(app)
  const scans = app.files.map((file, index) => {
    onScanned(index + 1, app.files.length)
    return scanFile(file, app, functions)
  })
  const checker = new ChangeChecker({ ...sources, files })
  const failed: Finding[] = []
  for (;;) {
    const attempt = new AttemptBuilder(app, functions, scans, options).build(files, failed)
    const broken = new Map(attempt.changed.map(({ path, failure }) => [path, failure]))
    if (![...broken.values()].some((failure) => failure !== undefined))
      for (const [path, failure] of checker.check(
        new Map(attempt.changed.map(({ path, after }) => [path, after])),
      ))
        broken.set(path, failure)
    const faulty = attempt.changed.filter(({ path }) => broken.get(path) !== undefined)
    for (const { file, path } of faulty)
      failed.push({ file, node: file, message: broken.get(path) as string })
    if (faulty.length > 0) continue
    const remark = ({ file, node, message }: Finding): Remark => ({
      path: app.pathOf(file),
      line: file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1,
      message,
    })
    const changed = attempt.changed
      .map(({ path, before, after }) => ({ path, before, after }))
      .sort((a, b) => (a.path < b.path ? -1 : 1))
    const after = new Map([...sources.files, ...changed.map(({ path, after }) => [path, after] as const)])
    return {
      changed,
      left: sort([
        ...attempt.left.map(remark),
        ...unreadable.map((path) => ({ path, line: 1, message: 'it has syntax errors' })),
      ]),
      notes: sort([
        ...attempt.notes.map(remark),
        ...(changed.length > 0
          ? findMocks({
              files: after,
              standIns: sources.standIns ?? new Map(),
              graph: sources.graph,
              changed: changed.map(({ path }) => path),
              asyncNames: attempt.asyncNames,
              isTwilio: (module) => twilio.isPath(module),
            })
          : []),
      ]),
      packages: attempt.packages,
      named: namedPackages(after, sources.manifests),
    }
  }
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
