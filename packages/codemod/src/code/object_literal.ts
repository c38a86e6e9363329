import { ts } from 'ts-morph'
import { innermost } from './syntax.ts'

/** The values of an object literal's members by name; undefined where they cannot be told. */
export function membersOf(node: ts.Expression | undefined): Map<string, ts.Expression> | undefined {
  const object = node && innermost(node)
  if (object === undefined || !ts.isObjectLiteralExpression(object)) return undefined
  const members = new Map<string, ts.Expression>()
  for (const property of object.properties) {
    if (ts.isShorthandPropertyAssignment(property)) members.set(property.name.text, property.name)
    else if (
      ts.isPropertyAssignment(property) &&
      (ts.isIdentifier(property.name) || ts.isStringLiteral(property.name))
    )
      members.set(property.name.text, property.initializer)
    else return undefined
  }
  return members
}
