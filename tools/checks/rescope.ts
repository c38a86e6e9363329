// pnpm rescope @acme [--repository https://github.com/acme/tokens] [--force]
// Moves every package from the scope it has to another: package.json files, imports, docs, changesets, lockfile.
import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { isMain, listFiles, readPackages, readPublished, readScope, root, runPnpm } from './workspace.ts'

/** npm's limit for a whole package name. */
const LONGEST_NAME = 214

/** Throws, saying why, unless packages that are `names` in the scope `from` can have the scope `to`. */
export function assertScope(
  to: string | undefined,
  from: string,
  names: readonly string[],
  dependencies: readonly string[],
): asserts to is string {
  if (to === undefined || !/^@[a-z0-9]([a-z0-9._-]*[a-z0-9])?$/.test(to)) {
    throw new Error(
      `${to ?? 'nothing'} is no npm scope: write @ and lower-case letters, digits, - . or _, as in @acme`,
    )
  }
  if (to === from) throw new Error(`the packages have the scope ${to} already`)
  if (names.some((name) => `${to}/${name}`.length > LONGEST_NAME)) {
    throw new Error(`${to} makes package names longer than npm's ${LONGEST_NAME} characters`)
  }
  // Theirs would become ours at the next change of scope.
  const foreign = dependencies.find((dependency) => dependency.startsWith(`${to}/`))
  if (foreign !== undefined) throw new Error(`${to} is the scope of a dependency, ${foreign}`)
}

/**
 * `text` with the scope `from` as `to`: where a package name, a path (`/`, in a regular expression `\/`, in pnpm's
 * store `+`) or a setting (`:registry`) follows, or where it stands quoted alone. A mail address, another scope that
 * begins alike or a doc comment's `@tag` is left as it is.
 */
export function rescopeText(text: string, from: string, to: string): string {
  const scope = from.replace(/[.]/g, '\\.')
  const before = '(?<![\\w@.+~-])'
  const named = new RegExp(`${before}${scope}(?=\\\\*/[\\w.*{$<[(~]|\\\\*/\\\\|\\+[a-z]|:registry\\b)`, 'g')
  const quoted = new RegExp(`(?<=(['"\`]))${scope}(?=/?\\1)`, 'g')
  return text.replace(named, () => to).replace(quoted, () => to)
}

/** Writes what provenance compares with the repository a package is published from. */
function setRepository(url: string): void {
  for (const { dir, manifest } of readPublished()) {
    const { repository: _, ...rest } = manifest
    const fields: [string, unknown][] = Object.entries(rest)
    const at = fields.findIndex(([field]) => field === 'license') + 1
    const directory = `packages/${basename(dir)}`
    fields.splice(at, 0, ['repository', { type: 'git', url: `git+${url}.git`, directory }])
    writeFileSync(join(dir, 'package.json'), `${JSON.stringify(Object.fromEntries(fields), null, 2)}\n`)
  }
}

function readOptions(): { to: string | undefined; url: string | undefined; force: boolean } {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { repository: { type: 'string' }, force: { type: 'boolean', default: false } },
  })
  if (positionals.length !== 1) throw new Error('give one scope, as in pnpm rescope @acme')
  const url = values.repository?.replace(/(\.git)?\/?$/, '')
  if (url !== undefined && !/^https:\/\/[\w.-]+\/[\w.-]+\/[\w./-]+$/.test(url)) {
    throw new Error('--repository must be an https address, as in https://github.com/acme/tokens')
  }
  return { to: positionals[0], url, force: values.force }
}

function main(): void {
  const { to, url, force } = readOptions()
  const from = readScope()
  const packages = readPackages()
  const rootManifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const dependencies = [rootManifest, ...packages.map(({ manifest }) => manifest)].flatMap((manifest) =>
    Object.keys({ ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies }),
  )
  const names = packages.map(({ name }) => name)
  assertScope(to, from, names, dependencies)
  if (!force && execFileSync('git', ['status', '--porcelain'], { cwd: root, encoding: 'utf8' }) !== '') {
    throw new Error('there are uncommitted changes: commit them first, or say --force')
  }

  let count = 0
  for (const path of listFiles()) {
    const bytes = readFileSync(join(root, path))
    const text = bytes.toString()
    const rescoped = rescopeText(text, from, to)
    // What is no UTF-8 text is left alone.
    if (rescoped === text || !Buffer.from(text).equals(bytes)) continue
    writeFileSync(join(root, path), rescoped)
    count++
  }
  if (url !== undefined) setRepository(url)
  // The links to the packages and the lockfile's order; then line breaks and the order of imports.
  runPnpm(root, ['install', '--prefer-offline', '--no-frozen-lockfile'])
  runPnpm(root, ['exec', 'biome', 'check', '--write', '--linter-enabled=false', '.'])
  console.log(`${from} is now ${to} in ${count} files. Look through git diff, then run .ci/run.`)
}

if (isMain(import.meta.url)) {
  try {
    main()
  } catch (error) {
    console.error(`rescope: ${error instanceof Error ? error.message : error}`)
    process.exitCode = 1
  }
}
