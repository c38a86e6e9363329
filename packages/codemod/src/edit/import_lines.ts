import { ts } from 'ts-morph'
import type { App } from '../app/app.ts'
import { nativeRange } from '../app/native_range.ts'
import type { TwilioNames } from '../app/twilio_names.ts'
import { innermost } from '../code/syntax.ts'
import { loadedModule } from '../twilio/origin.ts'
import type { Native } from '../twilio/twilio_class.ts'
import type { Edit } from './edits.ts'
import { removeStatements } from './edits_of_lines.ts'

/** A native class under the name that it has in the file. */
export interface Wanted {
  readonly native: Native
  readonly local: string
  /** Whether the file imports it already. */
  readonly isPresent: boolean
  isType: boolean
}

/** How a file writes its imports. */
interface ImportStyle {
  /** What stands before the name of a package: `npm:` in Deno. */
  readonly scheme: '' | 'npm:'
  readonly isModule: boolean
  readonly keyword: string
  readonly quote: string
  readonly semicolon: string
}

function isTwilioLoad(statement: ts.Statement, twilio: TwilioNames): boolean {
  if (ts.isImportDeclaration(statement))
    return ts.isStringLiteral(statement.moduleSpecifier) && twilio.isPath(statement.moduleSpecifier.text)
  if (ts.isImportEqualsDeclaration(statement) && ts.isExternalModuleReference(statement.moduleReference)) {
    const { expression } = statement.moduleReference
    return ts.isStringLiteralLike(expression) && twilio.isPath(expression.text)
  }
  if (!ts.isVariableStatement(statement)) return false
  return statement.declarationList.declarations.some(({ initializer }) => {
    let load = initializer && innermost(initializer)
    while (load !== undefined && (ts.isPropertyAccessExpression(load) || ts.isAwaitExpression(load)))
      load = innermost(load.expression)
    const path = load && loadedModule(load)
    return path !== undefined && twilio.isPath(path)
  })
}

function styleOf(file: ts.SourceFile, anchor: ts.Statement | undefined): ImportStyle {
  const { text } = file
  const hasImports = file.statements.some(
    (statement) =>
      ts.isImportDeclaration(statement) ||
      ts.isImportEqualsDeclaration(statement) ||
      ts.isExportDeclaration(statement) ||
      ts.isExportAssignment(statement) ||
      (ts.canHaveModifiers(statement) &&
        ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true),
  )
  const isRequire =
    anchor !== undefined && ts.isVariableStatement(anchor) && /\brequire\s*\(/.test(anchor.getText())
  const sample = anchor?.getText() ?? text
  const singles = sample.split("'").length
  const sampleEnds =
    anchor === undefined
      ? file.statements.filter((statement) => statement.getText().endsWith(';')).length > 0
      : sample.endsWith(';')
  return {
    scheme: /['"]npm:twilio\b/.test(anchor?.getText() ?? '') ? 'npm:' : '',
    isModule:
      !isRequire &&
      (hasImports ||
        /\.m[jt]s$/.test(file.fileName) ||
        (anchor !== undefined && !ts.isVariableStatement(anchor))),
    keyword:
      anchor !== undefined && ts.isVariableStatement(anchor)
        ? (/^(var|let|const)\b/.exec(anchor.getText())?.[0] ?? 'const')
        : 'const',
    quote: singles >= sample.split('"').length ? "'" : '"',
    semicolon: sampleEnds ? ';' : '',
  }
}

function writeImport(name: string, names: readonly Wanted[], style: ImportStyle): string {
  const from = style.scheme === '' ? name : `${style.scheme}${name}@${nativeRange(name)}`
  const { quote, semicolon } = style
  const sorted = [...names].sort((a, b) => (a.native.name < b.native.name ? -1 : 1))
  if (!style.isModule) {
    const list = sorted.map(({ native: { name }, local }) => (name === local ? name : `${name}: ${local}`))
    return `${style.keyword} { ${list.join(', ')} } = require(${quote}${from}${quote})${semicolon}`
  }
  const allTypes = sorted.every(({ isType }) => isType)
  const list = sorted.map(({ native: { name }, local, isType }) => {
    const written = name === local ? name : `${name} as ${local}`
    return isType && !allTypes ? `type ${written}` : written
  })
  return `import ${allTypes ? 'type ' : ''}{ ${list.join(', ')} } from ${quote}${from}${quote}${semicolon}`
}

/** Writes the native imports where the import of `twilio` stands, and removes what is not needed. */
export function writeImports(
  file: ts.SourceFile,
  wanted: readonly Wanted[],
  statements: ReadonlySet<ts.Node>,
  { twilio }: App,
): Edit[] {
  const anchor = file.statements.find((statement) => isTwilioLoad(statement, twilio))
  const style = styleOf(file, anchor)
  const newline = file.text.includes('\r\n') ? '\r\n' : '\n'
  const packages = [...new Set(wanted.map(({ native }) => native.package))].sort()
  const lines = packages.map((from) =>
    writeImport(
      from,
      wanted.filter(({ native }) => native.package === from),
      style,
    ),
  )
  const edits: Edit[] = []
  edits.push(...removeStatements([...statements].filter((other) => other !== anchor || lines.length === 0)))
  if (lines.length === 0) return edits
  const text = lines.join(newline)
  if (anchor !== undefined && statements.has(anchor))
    edits.push({ start: anchor.getStart(), end: anchor.end, text })
  else if (anchor !== undefined) edits.push({ start: anchor.end, end: anchor.end, text: newline + text })
  else {
    const at = topOf(file)
    edits.push({ start: at, end: at, text: `${text}${newline}${newline}` })
  }
  return edits
}

/** Where the first import of a file goes: above the first statement and the comment that is right above it. */
function topOf({ statements, text, end }: ts.SourceFile): number {
  const first = statements.find(
    (statement) => !ts.isExpressionStatement(statement) || !ts.isStringLiteral(statement.expression),
  )
  if (first === undefined) return end
  const comment = ts.getLeadingCommentRanges(text, first.pos)?.at(-1)
  const isAttached = comment !== undefined && !/\n[ \t]*\r?\n/.test(text.slice(comment.end, first.getStart()))
  return isAttached ? comment.pos : first.getStart()
}
