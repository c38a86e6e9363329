import { join, relative, sep } from 'node:path'
import { build } from 'esbuild'
import { PACKAGE_FOLDER } from './child.ts'
import { IMPORTS, MINT_IMPORT, VIDEO_IMPORT } from './size_budgets.ts'

/** What one source file has in a bundle for Node, minified, before it is gzipped. */
export interface SourceWeight {
  readonly file: string
  readonly bytes: number
}

/** What an import's bundle is made of. */
export interface Makeup {
  readonly name: string
  readonly sources: readonly SourceWeight[]
}

const PACKAGES = join(PACKAGE_FOLDER, '../../packages')

/** Bundles the two imports that have targets from their sources, and tells what weighs what, heaviest first. */
export function measureMakeup(): Promise<Makeup[]> {
  return Promise.all([MINT_IMPORT, VIDEO_IMPORT].map(makeupOf))
}

async function makeupOf(name: string): Promise<Makeup> {
  const { from = {} } = IMPORTS.find((each) => each.name === name) ?? {}
  const { metafile } = await build({
    stdin: {
      contents: Object.entries(from)
        .map(([door, names]) => `export ${names} from '${door}'`)
        .join('\n'),
      resolveDir: PACKAGE_FOLDER,
    },
    ...{ bundle: true, minify: true, write: false, metafile: true, legalComments: 'none' },
    ...{ format: 'esm', platform: 'node', target: 'es2022', conditions: ['@x/source'] },
    absWorkingDir: PACKAGE_FOLDER,
  })
  const sources = Object.values(metafile.outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .map(([path, { bytesInOutput }]) => ({
      file: relative(PACKAGES, join(PACKAGE_FOLDER, path)).split(sep).join('/'),
      bytes: bytesInOutput,
    }))
    .filter(({ bytes }) => bytes > 0)
  return { name, sources: sources.sort((a, b) => b.bytes - a.bytes) }
}
