import { ts } from 'ts-morph'
import type { Binding } from './bindings.ts'
import type { Edit } from './edits.ts'
import { removeElements } from './edits_of_lines.ts'

/** Removes names from imports and declarations, and those that are left empty; says which statements went. */
export function removeBindings(gone: ReadonlySet<Binding>, edits: Edit[]): Set<ts.Node> {
  const owners = new Set<ts.Node>([...gone].map(({ owner }) => owner))
  const statements = new Set<ts.Node>()
  const patterns = new Set<ts.BindingPattern>()
  const lists = new Set<ts.VariableDeclarationList>()
  const clauses = new Set<ts.ImportClause>()
  for (const owner of [...owners]) {
    if (ts.isBindingElement(owner)) patterns.add(owner.parent)
    else if (ts.isVariableDeclaration(owner)) lists.add(owner.parent as ts.VariableDeclarationList)
    else if (ts.isImportEqualsDeclaration(owner)) statements.add(owner)
    else clauses.add(ts.findAncestor(owner, ts.isImportClause) as ts.ImportClause)
  }
  // A pattern left without elements takes the element or declaration that holds it along.
  for (let before = -1; before !== owners.size; ) {
    before = owners.size
    for (const pattern of [...patterns]) {
      if (!pattern.elements.every((element) => owners.has(element))) continue
      owners.add(pattern.parent)
      if (ts.isBindingElement(pattern.parent)) patterns.add(pattern.parent.parent)
      else lists.add(pattern.parent.parent as ts.VariableDeclarationList)
    }
  }
  for (const pattern of patterns)
    if (!pattern.elements.every((element) => owners.has(element)))
      edits.push(...removeElements([...pattern.elements], owners))
  for (const list of lists) {
    if (list.declarations.every((declaration) => owners.has(declaration))) statements.add(list.parent)
    else edits.push(...removeElements([...list.declarations], owners))
  }
  for (const clause of clauses) edits.push(...removeFromClause(clause, owners, statements))
  return statements
}

function removeFromClause(
  clause: ts.ImportClause,
  owners: ReadonlySet<ts.Node>,
  statements: Set<ts.Node>,
): Edit[] {
  const { name, namedBindings } = clause
  const keepsName = name !== undefined && !owners.has(clause)
  const elements =
    namedBindings === undefined
      ? []
      : ts.isNamedImports(namedBindings)
        ? [...namedBindings.elements]
        : [namedBindings]
  const keepsSome = elements.some((element) => !owners.has(element))
  if (!keepsName && !keepsSome) {
    statements.add(clause.parent)
    return []
  }
  if (!keepsSome && name !== undefined)
    return namedBindings === undefined ? [] : [{ start: name.end, end: namedBindings.end, text: '' }]
  const edits = removeElements(elements, owners)
  if (name !== undefined && !keepsName && namedBindings !== undefined)
    edits.push({ start: name.getStart(), end: namedBindings.getStart(), text: '' })
  return edits
}
