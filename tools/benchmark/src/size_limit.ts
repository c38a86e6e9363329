import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PACKAGE_FOLDER } from './child.ts'
import { IMPORTS, PEER_IMPORTS } from './size_budgets.ts'

/** What a bundle weighs, minified and gzipped, and what it may. In bytes. */
export interface Weight {
  readonly bytes: number
  readonly budget?: number
  readonly passed?: boolean
}

/** An import on both kinds of platform; `edge` is absent where the library does not run there. */
export interface SizeResult {
  readonly name: string
  readonly edge?: Weight
  readonly node?: Weight
}

interface Check {
  readonly name: string
  readonly size: number
  readonly sizeLimit?: number
  readonly passed?: boolean
}

/** Bundles every typical import with size-limit. Wants built packages. */
export async function measureSizes(): Promise<SizeResult[]> {
  const bin = join(dirname(createRequire(import.meta.url).resolve('size-limit')), 'bin.js')
  const config = fileURLToPath(new URL('../dist/size.config.js', import.meta.url))
  const child = spawn(process.execPath, [bin, '--json', '--config', config], { cwd: PACKAGE_FOLDER })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (data) => (stdout += data))
  child.stderr.on('data', (data) => (stderr += data))
  await new Promise((done) => child.on('close', done))
  const checks = parse(stdout)
  // It ends with 1 when a budget is exceeded, and when it fails: then there is no list.
  if (!Array.isArray(checks)) throw new Error(`size-limit failed: ${stderr}${stdout}`)
  const weight = (name: string, target: string) => {
    const { size, sizeLimit, passed } =
      (checks as Check[]).find((each) => each.name === `${name} | ${target}`) ?? {}
    return (
      size !== undefined && {
        [target]: {
          bytes: size,
          ...(sizeLimit !== undefined && { budget: sizeLimit, passed: passed === true }),
        },
      }
    )
  }
  return [...IMPORTS, ...PEER_IMPORTS].map(({ name }) => ({
    name,
    ...weight(name, 'edge'),
    ...weight(name, 'node'),
  }))
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

/** The weights that are over their budgets, in words. */
export function overBudget(sizes: readonly SizeResult[]): string[] {
  return sizes.flatMap(({ name, edge, node }) =>
    Object.entries({ edge, node }).flatMap(([target, weight]) =>
      weight?.passed === false
        ? [
            `${name} for ${target}: ${weight.bytes} bytes, ${weight.bytes - (weight.budget ?? 0)} over its budget`,
          ]
        : [],
    ),
  )
}
