import { ts } from 'ts-morph'
import type { App } from '../app/app.ts'
import { CLASSES } from '../twilio/classes.ts'
import { moduleOf } from '../waiting/frameworks.ts'

const NAMES = new Set(
  CLASSES.filter(({ within }) => within !== 'jwt.taskrouter.util').map(({ name }) => name),
)

/** Names that say little by themselves: other things are called so. */
const COMMON = new Set(['Grant', 'Policy', 'Worker'])

/**
 * The class of `twilio` that an expression may give where the checker knows nothing of it, such as
 * `twilio.jwt.AccessToken` of a variable that is assigned later. A file that does so must not be passed over in silence.
 */
export function lostClass(node: ts.Expression, app: App): string | undefined {
  const name = memberOf(node)
  if (name === undefined || !NAMES.has(name) || COMMON.has(name)) return undefined
  const { checker, twilio } = app
  if ((checker.getTypeAtLocation(node).flags & ts.TypeFlags.Any) === 0) return undefined
  const source =
    ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node) ? node.expression : node
  if ((checker.getTypeAtLocation(source).flags & ts.TypeFlags.Any) === 0) return undefined
  const isOfJwt = /\bjwt$/.test(source.getText())
  if (!isOfJwt && !twilio.areIn(node.getSourceFile().text)) return undefined
  const from = moduleOf(source, checker)
  if (from !== undefined && /\.json5?$/.test(from)) return undefined
  const isOther = from !== undefined && !from.startsWith('.') && !twilio.isPath(from)
  return isOther && !isOfJwt ? undefined : name
}

function memberOf(node: ts.Expression): string | undefined {
  if (ts.isPropertyAccessExpression(node)) return node.name.text
  if (ts.isElementAccessExpression(node))
    return ts.isStringLiteralLike(node.argumentExpression) ? node.argumentExpression.text : undefined
  // `new AccessToken()` of a name that was taken from something unknown.
  return ts.isIdentifier(node) && ts.isNewExpression(node.parent) && node.parent.expression === node
    ? node.text
    : undefined
}
