import type { RequestCanonicalizer } from '../../../dist/request_canonicalizer.cjs'
import { ValidationToken as Class, type ValidationTokenOptions } from '../../../dist/validation_token.cjs'

declare class ValidationToken extends Class {
  static readonly ALGORITHMS: (typeof Class)['ALGORITHMS']
  static readonly DEFAULT_ALGORITHM: 'RS256'
}

// The types themselves: what an application exports of them can be declared through this file alone.
declare namespace ValidationToken {
  export { type RequestCanonicalizer, type ValidationTokenOptions }
}

export = ValidationToken
