import { ts } from 'ts-morph'
import type { App } from '../app/app.ts'
import { innermost } from '../code/syntax.ts'

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
export function beginsHere(node: ts.Node, app: App): boolean {
  const inner = ts.isExpression(node) ? innermost(node) : node
  if (
    ts.isPropertyAccessExpression(inner) ||
    ts.isElementAccessExpression(inner) ||
    ts.isAwaitExpression(inner)
  )
    return beginsHere(inner.expression, app)
  if (ts.isQualifiedName(inner)) return beginsHere(inner.left, app)
  // `pkg.default ?? pkg` is the same package twice.
  if (
    ts.isBinaryExpression(inner) &&
    (inner.operatorToken.kind === ts.SyntaxKind.BarBarToken ||
      inner.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken)
  )
    return beginsHere(inner.left, app)
  const path = loadedModule(inner)
  if (path !== undefined) return app.twilio.isPath(path)
  if (!ts.isIdentifier(inner)) return false
  const declaration = app.checker.getSymbolAtLocation(inner)?.declarations?.[0]
  if (declaration === undefined) return false
  // The global of Twilio Functions is as good as an import.
  if (declaration.getSourceFile() !== inner.getSourceFile())
    return declaration.getSourceFile().fileName === '/globals.d.ts'
  return declarationBeginsHere(declaration, app)
}

function declarationBeginsHere(declaration: ts.Node, app: App): boolean {
  if (ts.isVariableDeclaration(declaration))
    return declaration.initializer !== undefined && beginsHere(declaration.initializer, app)
  if (ts.isBindingElement(declaration)) return declarationBeginsHere(declaration.parent.parent, app)
  if (ts.isImportEqualsDeclaration(declaration)) {
    const { moduleReference: from } = declaration
    return ts.isExternalModuleReference(from)
      ? ts.isStringLiteralLike(from.expression) && app.twilio.isPath(from.expression.text)
      : beginsHere(from, app)
  }
  const statement = ts.findAncestor(declaration, ts.isImportDeclaration)
  return (
    statement !== undefined &&
    ts.isStringLiteralLike(statement.moduleSpecifier) &&
    app.twilio.isPath(statement.moduleSpecifier.text)
  )
}
