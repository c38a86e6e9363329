import { ts } from 'ts-morph'
import { isTwilioPath } from './entity.ts'
import { innermost } from './syntax.ts'

/** The module that a `require` or `import()` loads, if it is one. */
export function loadedModule(node: ts.Node): string | undefined {
  if (!ts.isCallExpression(node)) return undefined
  const isLoad =
    node.expression.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(node.expression) && node.expression.text === 'require')
  const [path] = node.arguments
  return isLoad && path !== undefined && ts.isStringLiteralLike(path) ? path.text : undefined
}

/** Tells whether a chain begins at `twilio` in this very file, not at another file that hands it on. */
export function beginsHere(node: ts.Node, checker: ts.TypeChecker): boolean {
  const inner = ts.isExpression(node) ? innermost(node) : node
  if (
    ts.isPropertyAccessExpression(inner) ||
    ts.isElementAccessExpression(inner) ||
    ts.isAwaitExpression(inner)
  )
    return beginsHere(inner.expression, checker)
  if (ts.isQualifiedName(inner)) return beginsHere(inner.left, checker)
  const path = loadedModule(inner)
  if (path !== undefined) return isTwilioPath(path)
  if (!ts.isIdentifier(inner)) return false
  const declaration = checker.getSymbolAtLocation(inner)?.declarations?.[0]
  if (declaration === undefined) return false
  // The global of Twilio Functions is as good as an import.
  if (declaration.getSourceFile() !== inner.getSourceFile())
    return declaration.getSourceFile().fileName === '/globals.d.ts'
  return declarationBeginsHere(declaration, checker)
}

function declarationBeginsHere(declaration: ts.Node, checker: ts.TypeChecker): boolean {
  if (ts.isVariableDeclaration(declaration))
    return declaration.initializer !== undefined && beginsHere(declaration.initializer, checker)
  if (ts.isBindingElement(declaration)) return declarationBeginsHere(declaration.parent.parent, checker)
  if (ts.isImportEqualsDeclaration(declaration)) {
    const { moduleReference: from } = declaration
    return ts.isExternalModuleReference(from)
      ? ts.isStringLiteralLike(from.expression) && isTwilioPath(from.expression.text)
      : beginsHere(from, checker)
  }
  const statement = ts.findAncestor(declaration, ts.isImportDeclaration)
  return (
    statement !== undefined &&
    ts.isStringLiteralLike(statement.moduleSpecifier) &&
    isTwilioPath(statement.moduleSpecifier.text)
  )
}
