// No file names a package registry or a folder of somebody's machine; the lockfile has no address at all.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isMain, listFiles, report, root } from './workspace.ts'

const FORBIDDEN: readonly (readonly [what: string, pattern: RegExp])[] = [
  [
    'a registry address',
    /\bregistry\.[a-z0-9-]+\.[a-z]{2,}|\bnpm\.pkg\.[a-z]+\.[a-z]+|\/npm-(proxy|registry)\b/i,
  ],
  ['a registry setting', /^\s*(@[\w.-]+:)?registry=/m],
  ['a registry token', /\bnpm_[A-Za-z0-9]{36}\b/],
  ['a home folder', /(?<![\w.~-])\/(home|Users)\/[\w.-]+|(?<![\w./~-])\/root\/|\b[A-Z]:\\+Users\\+/],
]

/** What the text of a file gives away. `machine` is a folder of this machine that may not be named. */
export function findAddresses(path: string, text: string, machine?: string): string[] {
  const found = FORBIDDEN.filter(([, pattern]) => pattern.test(text)).map(([what]) => what)
  if (machine !== undefined && text.includes(machine)) found.push("this checkout's folder")
  if (/(^|\/)pnpm-lock\.yaml$/.test(path) && /^\s*tarball:|\bresolution:.*\btarball:|:\/\//m.test(text)) {
    found.push('an address in the lockfile')
  }
  return found.map((what) => `${path}: ${what}`)
}

if (isMain(import.meta.url)) {
  // This file and its test hold the patterns.
  const files = listFiles().filter(
    (path) => !/^(tools\/checks\/check_addresses\.ts|tools\/testing\/checks\.test\.ts)$/.test(path),
  )
  const machine = root.replace(/\/$/, '')
  report(
    'addresses',
    files.flatMap((path) => findAddresses(path, readFileSync(join(root, path), 'utf8'), machine)),
  )
}
