import type { ts } from 'ts-morph'
import type { Family } from '../twilio/twilio_class.ts'

/** Why something stays as it is, or what to look at. */
export interface Finding {
  readonly file: ts.SourceFile
  readonly node: ts.Node
  readonly message: string
}

/** A class, type or function of `twilio` named in the app. */
export interface Use {
  /** What is named: from `twilio` up to the class. */
  readonly node: ts.Node
  readonly name: string
  readonly isType: boolean
  /** It only gives the class another name, `const AccessToken = twilio.jwt.AccessToken`, and goes away. */
  readonly isAlias: boolean
}

/** `token.toJwt()` of one of the classes that sign. */
export interface Signing {
  readonly name: string
  readonly access: ts.PropertyAccessExpression
  readonly call: ts.CallExpression
}

/** `token.identity = value`. */
export interface Assignment {
  readonly name: string
  readonly access: ts.PropertyAccessExpression
  readonly assignment: ts.BinaryExpression
}

/** All that one file does with the classes of `twilio.jwt`. */
export interface Scan {
  readonly file: ts.SourceFile
  readonly uses: Use[]
  readonly signings: Signing[]
  readonly assignments: Assignment[]
  readonly addScopes: ts.CallExpression[]
  /** Fields with another name in the native class. */
  readonly renames: { readonly name: ts.Node; readonly to: string; readonly family: Family }[]
  readonly reasons: Map<Family, Finding[]>
  /** The other files that have their hands on the same objects. */
  readonly links: Map<Family, Set<ts.SourceFile>>
}
