import { ts } from 'ts-morph'
import type { App } from '../app/app.ts'
import type { TwilioNames } from '../app/twilio_names.ts'
import { innermost, isInside, walk } from '../code/syntax.ts'
import type { Use } from '../scan/findings.ts'
import { familyOf } from '../twilio/classes.ts'
import { entityOf, entityOfName } from '../twilio/entity.ts'
import { loadedModule } from '../twilio/origin.ts'
import type { Edit } from './edits.ts'

/** A name in the file for `twilio`, a part of it or a class of it. */
export interface Binding {
  readonly name: ts.Identifier
  /** What goes when the name goes: a specifier, an element of a pattern or a declaration. */
  readonly owner: ts.Node
  /** The class that it names, if it is one and not `twilio` or a part of it. */
  readonly className: string | undefined
}

/** Every name that a file has for something of `twilio`. */
export function bindingsOf(file: ts.SourceFile, { checker, twilio }: App): Binding[] {
  const bindings: Binding[] = []
  function add(name: ts.Node | undefined, owner: ts.Node): void {
    if (name === undefined || !ts.isIdentifier(name)) return
    const entity = entityOfName(name, checker)
    const isModule = ts.isVariableDeclaration(owner) && loadsTwilio(owner, twilio)
    if ((entity === undefined && !isModule) || entity?.kind === 'instance') return
    const isClass = entity?.kind === 'class' || entity?.kind === 'function'
    bindings.push({ name, owner, className: isClass ? entity.name : undefined })
  }
  walk(file, (node) => {
    if (ts.isImportClause(node) && ts.isStringLiteral(node.parent.moduleSpecifier)) {
      if (!twilio.isPath(node.parent.moduleSpecifier.text)) return false
      add(node.name, node)
    } else if (ts.isImportSpecifier(node) || ts.isNamespaceImport(node)) add(node.name, node)
    else if (ts.isImportEqualsDeclaration(node)) add(node.name, node)
    else if (ts.isVariableDeclaration(node) && node.initializer !== undefined) {
      if (ts.isIdentifier(node.name)) add(node.name, node)
      else if (loadsTwilio(node, twilio) || entityOf(node.initializer, checker) !== undefined)
        addPattern(node.name)
    }
    return
  })
  function addPattern(pattern: ts.BindingPattern): void {
    for (const element of pattern.elements) {
      if (!ts.isBindingElement(element)) continue
      if (ts.isIdentifier(element.name)) add(element.name, element)
      else addPattern(element.name)
    }
  }
  return bindings
}

/** Tells whether a variable holds `await import('twilio')` or `require('twilio')` itself. */
function loadsTwilio({ initializer }: ts.VariableDeclaration, twilio: TwilioNames): boolean {
  let load = initializer && innermost(initializer)
  if (load !== undefined && ts.isAwaitExpression(load)) load = innermost(load.expression)
  const path = load && loadedModule(load)
  return path !== undefined && twilio.isPath(path)
}

/** The names that nothing uses once the classes are native: found again until no more of them turn up. */
export function goneBindings(
  bindings: readonly Binding[],
  uses: readonly Use[],
  removed: readonly Edit[],
  file: ts.SourceFile,
  { checker }: App,
): Set<Binding> {
  const gone = new Set<Binding>()
  const references = new Map<Binding, ts.Identifier[]>(bindings.map((binding) => [binding, []]))
  const byDeclaration = new Map(bindings.map((binding) => [binding.name.parent as ts.Node, binding]))
  walk(file, (node) => {
    if (!ts.isIdentifier(node)) return
    const symbol = ts.isShorthandPropertyAssignment(node.parent)
      ? checker.getShorthandAssignmentValueSymbol(node.parent)
      : ts.isExportSpecifier(node.parent)
        ? checker.getExportSpecifierLocalTargetSymbol(node.parent)
        : checker.getSymbolAtLocation(node)
    for (const declaration of symbol?.declarations ?? []) {
      const binding = byDeclaration.get(declaration)
      if (binding !== undefined && binding.name !== node) references.get(binding)?.push(node)
    }
  })
  const isConsumed = (node: ts.Identifier) =>
    uses.some((use) => isInside(node, use.node)) ||
    removed.some(({ start, end, text }) => text === '' && node.getStart() >= start && node.end <= end) ||
    [...gone].some(({ owner }) => isInside(node, holderOf(owner, gone)))
  /** A name that nothing uses, for a class of a kind that is native now, goes with what it was taken from. */
  const isOfGone = ({ className }: Binding) =>
    className !== undefined && uses.some(({ name }) => familyOf(name) === familyOf(className))
  for (let before = -1; before !== gone.size; ) {
    before = gone.size
    for (const [binding, nodes] of references)
      if (!gone.has(binding) && (nodes.length > 0 || isOfGone(binding)) && nodes.every(isConsumed))
        gone.add(binding)
  }
  return gone
}

/** What goes with a name: its owner, or the declaration around it where all its names go. */
function holderOf(owner: ts.Node, gone: ReadonlySet<Binding>): ts.Node {
  let holder = owner
  const isGone = (element: ts.Node): boolean =>
    [...gone].some((binding) => binding.owner === element) ||
    (ts.isBindingElement(element) && !ts.isIdentifier(element.name) && element.name.elements.every(isGone))
  while (ts.isBindingElement(holder) && holder.parent.elements.every(isGone)) holder = holder.parent.parent
  return holder
}
