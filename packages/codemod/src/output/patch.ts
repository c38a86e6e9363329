import { structuredPatch } from 'diff'
import type { ChangedFile } from '../migration.ts'

const ESCAPES: Readonly<Record<string, string>> = {
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '"': '\\"',
  '\\': '\\\\',
}

/** A path as git writes it: quoted where it holds what a header cannot, with bytes that are no ASCII in octal. */
function gitPath(path: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  if (!/["\\\u0000-\u001f\u007f-\uffff]/.test(path)) return path
  const bytes = [...Buffer.from(path)].map((byte) => {
    const character = String.fromCharCode(byte)
    const known = ESCAPES[character]
    if (known !== undefined) return known
    return byte < 0x20 || byte >= 0x7f ? `\\${byte.toString(8).padStart(3, '0')}` : character
  })
  return `"${bytes.join('')}"`
}

/** Behind a name with spaces, git wants a tab to know where it ends. */
function fileLine(sign: string, path: string): string {
  const written = gitPath(path)
  return `${sign} ${written}${written.includes(' ') && !written.startsWith('"') ? '\t' : ''}`
}

/** A change of one file, as `git apply` takes it where the app's folder is `prefix`. */
export function writePatch({ path, before, after }: ChangedFile, prefix: string): string {
  const whole = prefix === '' ? path : `${prefix}/${path}`
  const [from, to] = [`a/${whole}`, `b/${whole}`]
  const { hunks } = structuredPatch(from, to, before, after, undefined, undefined, { context: 3 })
  const lines = [`diff --git ${gitPath(from)} ${gitPath(to)}`, fileLine('---', from), fileLine('+++', to)]
  for (const { oldStart, oldLines, newStart, newLines, lines: body } of hunks)
    lines.push(`@@ -${oldStart},${oldLines} +${newStart},${newLines} @@`, ...body)
  return lines.join('\n')
}
