import { isRecord } from '@x/jwt-core/token'
import type { Members } from '../../ground.ts'
import { GRANT_SHAPES, type GrantShape, rightFieldName } from '../../read/grant_shapes.ts'
import { grantKeysOf, grantsOf } from '../../read/grants.ts'
import type { TokenRule } from '../rule.ts'

/** Some helper libraries write null or an empty text for what is unset. */
function isUnset(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}

/** The needed members that are unset, by their paths within the grant. */
function* missingIn({ needed, fields }: GrantShape, grant: Members): Iterable<string> {
  for (const [outer, inner] of needed.map((path) => path.split('.'))) {
    if (outer === undefined) continue
    const names = Object.keys(grant)
    // A member that is there under a wrong name has been told.
    const isMisnamed = names.some(
      (name) => rightFieldName(name, fields)?.split('.')[0] === outer && name !== outer,
    )
    if (inner === undefined && isUnset(grant[outer]) && !isMisnamed) yield outer
    const value = grant[outer]
    if (inner === undefined || !isRecord(value) || !isUnset(value[inner])) continue
    if (!Object.keys(value).some((name) => name !== inner && /application|appsid/i.test(name)))
      yield `${outer}.${inner}`
  }
}

export const GRANT_FIELD_MISSING: TokenRule = {
  code: 'GRANT_FIELD_MISSING',
  severity: 'warning',
  twilioError: 20106,
  elsewhere: { voice: 31204 },
  cause: 'A grant lacks a member without which its product cannot work.',
  example: '`{"chat":{}}` without `service_sid`',
  mend: 'Set the member that is named there.',
  kinds: ['access-token'],
  *check(token) {
    const grants = grantsOf(token)
    for (const key of grantKeysOf(token)) {
      const [shape, grant] = [GRANT_SHAPES[key], grants[key]]
      if (shape === undefined || !Object.hasOwn(GRANT_SHAPES, key) || !isRecord(grant)) continue
      for (const path of missingIn(shape, grant)) {
        const claim = `grants.${key}.${path}`
        // A grant without it can be minted; what it opens nothing for is the product that reads it.
        const severity = token.product === shape.product ? 'error' : undefined
        const message = `${claim} is not set, and ${shape.product} does nothing without it`
        yield { claim, message, fix: `Set ${claim}.`, severity }
      }
    }
  },
}
