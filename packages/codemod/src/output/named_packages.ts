import { ts } from 'ts-morph'
import type { Manifest } from '../app/manifests.ts'
import { TwilioNames } from '../app/twilio_names.ts'
import { walk } from '../code/syntax.ts'

/** The files that name `twilio`, or the drop-in, in their code. */
export interface NamedPackages {
  readonly twilio: readonly string[]
  readonly dropIn: readonly string[]
}

/** Tells which files name `twilio` and the drop-in; in comments only a type does: `@type {import('twilio').Twilio}`. */
export function namedPackages(
  files: ReadonlyMap<string, string>,
  manifests: ReadonlyMap<string, Manifest>,
): NamedPackages {
  const names = new TwilioNames(manifests.values())
  const found = { twilio: [] as string[], dropIn: [] as string[] }
  for (const [path, text] of files) {
    if (!names.areIn(text)) continue
    const modules = new Set<string>()
    if (/\bimport\(\s*['"]twilio/.test(text)) modules.add('twilio')
    const file = ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, false)
    walk(file, (node) => {
      if (ts.isStringLiteralLike(node) && names.isPath(node.text)) modules.add(node.text)
    })
    // Where the text is no program, whatever it holds counts.
    const isBroken = (file as unknown as { parseDiagnostics: readonly unknown[] }).parseDiagnostics.length > 0
    const inDropIn = [...modules].filter((name) => names.isDropIn(name))
    if (inDropIn.length > 0) found.dropIn.push(path)
    if (modules.size > inDropIn.length || isBroken) found.twilio.push(path)
  }
  return found
}
