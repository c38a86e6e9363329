// Writes the public API of every entry to api/ in its package, or checks that what stands there is what the build gives.
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor'
import { isMain, type Package, readPublished, report, root } from './workspace.ts'

const scratch = join(root, 'node_modules', '.api')

interface Entry {
  readonly dir: string
  readonly report: string
  readonly types: string
}

/** Each source file that is an entry of a package with types: the name of its report and its declarations. */
function entriesOf({ dir, manifest }: Package): Entry[] {
  const scope = manifest.name.split('/')[0]
  const sources = Object.values(manifest.exports ?? {}).map(
    (entry) => (entry as Record<string, string>)[`${scope}/source`],
  )
  return [...new Set(sources)]
    .filter((source) => source !== undefined)
    .map((source) => {
      const entry = source.slice('./src/'.length, -'.ts'.length)
      return {
        dir,
        report: entry.replaceAll('/', '-'),
        types: join(dir, 'dist', `${entry}.d.ts`),
      }
    })
}

/** Whether the report of one entry has changed; with `update` it is written. */
function extract({ dir, report: reportFileName, types }: Entry, update: boolean): boolean {
  const extractorConfig = ExtractorConfig.prepare({
    configObject: {
      projectFolder: dir,
      mainEntryPointFilePath: types,
      compiler: {
        overrideTsconfig: {
          compilerOptions: {
            ...{ module: 'nodenext', moduleResolution: 'nodenext', target: 'es2022', lib: ['es2022', 'dom'] },
            ...{ strict: true, skipLibCheck: true, types: [] },
          },
          files: [types],
        },
      },
      apiReport: {
        enabled: true,
        reportFileName,
        reportFolder: join(dir, 'api'),
        reportTempFolder: scratch,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: 'lf',
      messages: {
        compilerMessageReporting: { default: { logLevel: ExtractorLogLevel.Error } },
        extractorMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
        tsdocMessageReporting: { default: { logLevel: ExtractorLogLevel.None } },
      },
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: join(dir, 'package.json'),
  })
  const result = Extractor.invoke(extractorConfig, {
    localBuild: update,
    // A changed report is told below, in our words; what is an error stays one.
    messageCallback: (message) => {
      message.handled = message.logLevel !== ExtractorLogLevel.Error
    },
  })
  if (result.errorCount > 0) throw new Error(`${types}: the declarations have errors`)
  return result.apiReportChanged
}

/** The paths, from the root, of all reports that stand in `dir`. */
function reportsIn(dir: string): string[] {
  const folder = join(dir, 'api')
  return existsSync(folder) ? readdirSync(folder).map((file) => relative(root, join(folder, file))) : []
}

if (isMain(import.meta.url)) {
  const update = process.argv.includes('--update')
  const pathOf = ({ dir, report: name }: Entry): string => relative(root, join(dir, 'api', `${name}.api.md`))
  const packages = readPublished()
  const entries = packages.flatMap(entriesOf)
  for (const { dir } of entries) mkdirSync(join(dir, 'api'), { recursive: true })
  const changed = entries.filter((entry) => extract(entry, update)).map(pathOf)
  const wanted = new Set(entries.map(pathOf))
  const left = packages.flatMap(({ dir }) => reportsIn(dir)).filter((path) => !wanted.has(path))
  if (update) {
    for (const path of left) rmSync(join(root, path))
    console.log(`api: ${entries.length} reports, ${changed.length} changed`)
  } else {
    report(
      'api',
      [...changed, ...left].map((path) => `${path} is stale: run pnpm api and commit what changed`),
    )
  }
}
