import { ts } from 'ts-morph'
import type { Finding, Scan } from './findings.ts'
import type { Family } from './native.ts'
import { familyOf, signMethods } from './native.ts'
import { numberOf } from './numbers.ts'
import { innermost, outermost } from './syntax.ts'

/** The longest life that Twilio takes, in seconds. */
const MAX_TTL = 86400

function ttlReason(ttl: number): string | undefined {
  if (ttl === 0) return 'a ttl of 0 means 3600 to twilio and is refused by the native class: leave it out'
  if (ttl > MAX_TTL)
    return `a ttl of ${ttl} s is above ${MAX_TTL}, Twilio's limit, and refused by the native class`
  return undefined
}

/** Finds lives that the native classes refuse, where they stand as numbers. */
export function findBadLives({ file, uses, assignments }: Scan, family: Family): Finding[] {
  const values: ts.Expression[] = assignments
    .filter(({ name, access }) => familyOf(name) === family && access.name.text === 'ttl')
    .map(({ assignment }) => assignment.right)
  for (const { node, name } of uses) {
    const made = outermost(node).parent
    if (familyOf(name) !== family || signMethods(name) === undefined || !ts.isNewExpression(made)) continue
    for (const given of made.arguments ?? []) {
      const options = innermost(given)
      if (!ts.isObjectLiteralExpression(options)) continue
      for (const property of options.properties)
        if (ts.isPropertyAssignment(property) && property.name.getText() === 'ttl')
          values.push(property.initializer)
    }
  }
  return values.flatMap((value) => {
    const ttl = numberOf(value)
    const message = ttl === undefined ? undefined : ttlReason(ttl)
    return message === undefined ? [] : [{ file, node: value, message }]
  })
}
