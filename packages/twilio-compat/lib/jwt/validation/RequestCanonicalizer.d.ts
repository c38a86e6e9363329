import { RequestCanonicalizer as Class } from '../../../dist/request_canonicalizer.cjs'

declare class RequestCanonicalizer extends Class {
  static default: typeof RequestCanonicalizer
}

export = RequestCanonicalizer
