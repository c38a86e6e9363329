// Writes the public API of every package to etc/, or checks that what stands there is what the build gives.
import { mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor'
import { isMain, readPublished, report, root } from './workspace.js'

const folder = join(root, 'etc')
const scratch = join(root, 'node_modules', '.api')

/** Each source file that is an entry of a package with types: the name of its report and its declarations. */
function entriesOf({ dir, manifest, name }) {
  const scope = manifest.name.split('/')[0]
  const sources = Object.values(manifest.exports ?? {}).map((entry) => entry[`${scope}/source`])
  return [...new Set(sources)]
    .filter((source) => source !== undefined)
    .map((source) => {
      const entry = source.slice('./src/'.length, -'.ts'.length)
      return {
        dir,
        report: entry === 'index' ? name : `${name}-${entry.replaceAll('/', '-')}`,
        types: join(dir, 'dist', `${entry}.d.ts`),
      }
    })
}

/** Whether the report of one entry has changed; with `update` it is written. */
function extract({ dir, report: reportFileName, types }, update) {
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
        reportFolder: folder,
        reportTempFolder: scratch,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: 'lf',
      messages: {
        compilerMessageReporting: { default: { logLevel: 'error' } },
        extractorMessageReporting: { default: { logLevel: 'none' } },
        tsdocMessageReporting: { default: { logLevel: 'none' } },
      },
    },
    configObjectFullPath: undefined,
    packageJsonFullPath: join(dir, 'package.json'),
  })
  const result = Extractor.invoke(extractorConfig, {
    localBuild: update,
    // A changed report is told below, in our words; what is an error stays one.
    messageCallback: (message) => {
      message.handled = message.logLevel !== 'error'
    },
  })
  if (result.errorCount > 0) throw new Error(`${reportFileName}: the declarations have errors`)
  return result.apiReportChanged
}

if (isMain(import.meta.url)) {
  const update = process.argv.includes('--update')
  mkdirSync(folder, { recursive: true })
  const entries = readPublished().flatMap(entriesOf)
  const changed = entries
    .filter((entry) => extract(entry, update))
    .map(({ report: name }) => `${name}.api.md`)
  const wanted = new Set(entries.map(({ report: name }) => `${name}.api.md`))
  const left = readdirSync(folder).filter((file) => file.endsWith('.api.md') && !wanted.has(file))
  if (update) {
    for (const file of left) rmSync(join(folder, file))
    console.log(`api: ${entries.length} reports in etc, ${changed.length} changed`)
  } else {
    report(
      'api',
      [...changed, ...left].map((file) => `etc/${file} is stale: run pnpm api and commit what changed`),
    )
  }
}
