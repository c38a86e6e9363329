// The bundler of declarations forgets `type` where an entry passes on a class of another file for its type alone: the
// declarations then promise a value that nobody finds.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import ts from 'typescript'

const parse = (path: string): ts.SourceFile =>
  ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true)

/** Each `export { … }` of a file with its names. */
function* namesOf(file: ts.SourceFile): Iterable<readonly [ts.ExportSpecifier, ts.ExportDeclaration]> {
  for (const statement of file.statements)
    if (
      ts.isExportDeclaration(statement) &&
      statement.exportClause &&
      ts.isNamedExports(statement.exportClause)
    )
      for (const name of statement.exportClause.elements) yield [name, statement]
}

const isType = ([name, declaration]: readonly [ts.ExportSpecifier, ts.ExportDeclaration]): boolean =>
  name.isTypeOnly || declaration.isTypeOnly

/** The names that an entry exports for their types alone. */
function typesOf(source: string): ReadonlySet<string> {
  return new Set([...namesOf(parse(source))].filter(isType).map(([name]) => name.name.text))
}

/** Writes `type` before those names in the entry's declarations. */
export function markTypeExports(source: string, declarations: string): void {
  if (!existsSync(declarations)) return
  const types = typesOf(source)
  const file = parse(declarations)
  let text = file.text
  for (const each of [...namesOf(file)].reverse()) {
    const [name] = each
    const start = name.getStart()
    if (types.has(name.name.text) && !isType(each)) text = `${text.slice(0, start)}type ${text.slice(start)}`
  }
  if (text !== file.text) writeFileSync(declarations, text)
}
