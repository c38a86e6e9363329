import type { ts } from 'ts-morph'
import { type Manifest, rangeMajor } from '../app/manifests.ts'

/** The package whose `jwt` is that of `twilio`. */
export const DROP_IN = '@x/twilio-compat'

/** The names that the drop-in is loaded by: that of twilio 4 and later, and that of twilio 3. */
export const DROP_IN_NAMES: readonly string[] = [DROP_IN, `${DROP_IN}/v3`]

/** The files of `twilio/lib/jwt` that the drop-in of twilio 3 has no twin of. */
const NOT_IN_V3 = /\/validation\//

/** A module of the drop-in that stands for one of `twilio`, or why none does. */
export function dropInFor(
  module: string,
  manifest: Manifest | undefined,
): { readonly module: string } | { readonly reason: string } {
  const major = rangeMajor(manifest?.dependencies.twilio) ?? rangeMajor(/@(\d[^/]*)/.exec(module)?.[1])
  if (major !== undefined && major < 3)
    return { reason: `the drop-in begins with twilio 3, and this is ${major}` }
  const scheme = module.startsWith('npm:') ? 'npm:' : ''
  const root = `${scheme}${DROP_IN}${major === 3 ? '/v3' : ''}`
  const [, deep] = module.split('/lib/jwt/')
  const file = deep === undefined ? undefined : `/lib/jwt/${deep}`
  if (file !== undefined && major === 3 && NOT_IN_V3.test(file))
    return { reason: 'the drop-in of twilio 3 has no ValidationToken' }
  return { module: `${root}${file ?? ''}` }
}

/** One place where a file loads `twilio`. */
export interface Load {
  /** The text of the module's name, with its quotes. */
  readonly specifier: ts.StringLiteralLike
  /** The statement, where the load is one. */
  readonly statement: ts.Statement | undefined
}
