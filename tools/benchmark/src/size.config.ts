// The configuration of size-limit: each import of size_budgets.ts, bundled for the edge and for Node.
import { relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { IMPORTS, PEER_IMPORTS } from './size_budgets.ts'

type Target = 'edge' | 'node'

/** What a bundler for Workers and one for Node ask packages for. */
const TARGETS = {
  edge: { platform: 'neutral', conditions: ['workerd', 'worker', 'browser'], mainFields: ['module', 'main'] },
  node: { platform: 'node', conditions: [] },
} as const

function check(name: string, from: Readonly<Record<string, string>>, target: Target, limit?: string): object {
  const folder = fileURLToPath(new URL('.', import.meta.url))
  const files = Object.keys(from).map((each) => relative(folder, fileURLToPath(import.meta.resolve(each))))
  return {
    name: `${name} | ${target}`,
    path: files,
    import: Object.fromEntries(files.map((file, at) => [file, Object.values(from)[at]])),
    gzip: true,
    ...(limit !== undefined && { limit }),
    modifyEsbuildConfig: (config: object) => ({
      ...config,
      ...TARGETS[target],
      format: 'esm',
      target: 'es2022',
      legalComments: 'none',
    }),
  }
}

export default [
  ...IMPORTS.flatMap(({ name, from, edge, node }) => [
    check(name, from, 'edge', edge),
    check(name, from, 'node', node),
  ]),
  ...PEER_IMPORTS.flatMap(({ name, from, edge }) => [
    ...(edge ? [check(name, from, 'edge')] : []),
    check(name, from, 'node'),
  ]),
]
